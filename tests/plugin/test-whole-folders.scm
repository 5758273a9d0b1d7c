; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; The procedures of the menu Folders, which let the batch script do the work.  The names are
; awkward to quote.

(define marked (ll-path "with \"marks\""))
(define grown (ll-path "back\\slash"))
(define results (ll-path "results"))
(for-each ll-host-mkdir (list marked grown results))
(define weights (ll-path "net \"1\".safetensors"))
(define table (ll-path "objects.csv"))

(define (folder-call name settings)
  (ll-call name '() settings))

(let ((image (ll-painted-micrograph)))
  (ll-erase (ll-layer image "Segmentation") 'rectangle 0 0 96 80)
  (ll-image-save image (string-append marked "/a.xcf"))
  (ll-image-delete image))

(ll-test "masks grow in a folder"
  (lambda ()
    (folder-call 'plug-in-lazy-labels-grow-folder
                 (list (cons 'folder marked) (cons 'results grown)))
    (let ((image (ll-image-load (string-append grown "/a.xcf"))))
      (assert-true "a mask in the middle of an object"
        (> (list-ref (ll-pixel (ll-layer image "Segmentation") 40 60) 3) 0.9))
      (ll-image-delete image))))

; The patches of the default settings are larger than these images.
(ll-test "a network is trained on a folder, with patches that fit its images"
  (lambda ()
    (folder-call 'plug-in-lazy-labels-train-folder
                 (list (cons 'folder grown) (cons 'weights weights) '(iterations . 1)))
    (assert-true "the network" (ll-exists? weights))))

(ll-test "a folder is segmented"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (ll-train-small image (ll-layer image "micrograph") (list (cons 'weights weights)))
      (ll-image-delete image))
    (folder-call 'plug-in-lazy-labels-predict-folder
                 (list (cons 'folder grown) (cons 'weights weights) (cons 'results results)))
    (assert-true "all layers" (ll-exists? (string-append results "/a.xcf")))
    (assert-true "a picture" (ll-exists? (string-append results "/a.png")))))

(ll-test "a folder is measured"
  (lambda ()
    (folder-call 'plug-in-lazy-labels-measure-folder
                 (list (cons 'folder grown) (cons 'table table)))
    (assert-contains "table" "a.xcf,1," (ll-read-file table))))

(ll-test "what is missing is named, and the script's errors arrive"
  (lambda ()
    (assert-error "\"folder\" is empty"
      (lambda () (folder-call 'plug-in-lazy-labels-grow-folder (list (cons 'results grown)))))
    (assert-error "\"weights\" is empty"
      (lambda () (folder-call 'plug-in-lazy-labels-train-folder (list (cons 'folder grown)))))
    (assert-error "choose another folder"
      (lambda ()
        (folder-call 'plug-in-lazy-labels-grow-folder
                     (list (cons 'folder marked) (cons 'results marked)))))))
