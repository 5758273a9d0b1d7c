; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Training on unsuitable images fails with a message of one sentence.

(define (refused part image settings)
  (assert-error part
    (lambda () (ll-train-small image (ll-layer image "micrograph") settings))))

(define (annotated)
  (let ((image (ll-micrograph 'rgb 'u8)))
    (ll-annotate image (ll-layer image "micrograph") '())
    image))

(ll-test "an image without annotation layers, and without paint on them"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (refused "is not annotated" image '())
      (ll-annotate image (ll-layer image "micrograph") '())
      (refused "is not annotated" image '())
      (ll-image-delete image))))

(ll-test "no open image is annotated"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (refused "No open image is annotated" image '((images . "open")))
      (ll-image-delete image))))

(ll-test "a class that is never painted is named"
  (lambda ()
    (let ((image (annotated)))
      (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 14 14 16 16)
      (refused "No pixel of the class \"ice crystal\" is painted" image '())
      (ll-image-delete image))))

(ll-test "a network of a single task without marks of its kind"
  (lambda ()
    (let ((image (annotated)))
      (ll-paint-weak image)
      (refused "annotation" image '((network . "single-task") (labels . "painted")))
      (refused "annotation" image '((network . "mdu-net") (labels . "painted")))
      (ll-image-delete image))))

(ll-test "images with different classes are named"
  (lambda ()
    (let ((first (ll-painted-micrograph))
          (second (ll-micrograph 'rgb 'u8)))
      (ll-annotate second (ll-layer second "micrograph") '((classes . "grain")))
      (ll-fill (ll-layer second "Detection") ll-blue 'rectangle 14 14 16 16)
      (ll-image-save first (ll-path "first.xcf"))
      (ll-image-save second (ll-path "second.xcf"))
      (refused "\"second.xcf\" has \"grain\"" first
               (list '(images . "files")
                     (cons 'files (string-append (ll-path "first.xcf") "\n"
                                                 (ll-path "second.xcf")))))
      (ll-image-delete first)
      (ll-image-delete second))))

(ll-test "an image smaller than half a patch"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (refused "has 96 x 80 pixels, but" image '((patch . 256)))
      (ll-image-delete image))))

(ll-test "folders and files"
  (lambda ()
    (let ((image (ll-painted-micrograph))
          (empty (ll-path "empty")))
      (ll-host-mkdir empty)
      (ll-write-file (ll-path "foreign.xcf") "This is no image.")
      (refused "There is no XCF file in the folder" image
               (list '(images . "files") (cons 'files empty)))
      (refused "\"files\" is empty" image '((images . "files")))
      (refused "There is no file" image
               (list '(images . "files") (cons 'files (ll-path "missing.xcf"))))
      (refused "can't be opened" image
               (list '(images . "files") (cons 'files (ll-path "foreign.xcf"))))
      (ll-image-delete image))))

(ll-test "settings that can't be"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (refused "never end" image '((iterations . 0)))
      (refused "blocks" image '((blocks . 3)))
      (refused "multiple of 4" image '((patch . 34)))
      (refused "width" image '((width . 257)))
      (refused "2 levels at least" image '((levels . 1)))
      (refused "levels" image '((levels . 9)))
      (refused "learning-rate" image '((learning-rate . 0)))
      (refused "nothing would be learned" image
               '((detection-weight . 0) (separation-weight . 0) (segmentation-weight . 0)))
      (ll-image-delete image))))

(ll-test "weights files that can't be read or written"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (ll-write-file (ll-path "foreign.safetensors") "This is no network.")
      (refused "foreign.safetensors" image
               (list (cons 'start (ll-path "foreign.safetensors"))))
      (refused "does not exist" image
               (list (cons 'weights (ll-path "nowhere/a.safetensors"))))
      (refused "is a folder" image (list (cons 'weights ll-folder)))
      (ll-image-delete image))))

(ll-test "no refusal left a file behind"
  (lambda ()
    (assert-error "There is no network to save yet"
      (lambda () (ll-save-weights (ll-path "saved.safetensors"))))))

(ll-test "a schedule that is not known"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (assert-bad-word "schedule"
        (lambda () (ll-train-small image (ll-layer image "micrograph") '((schedule . "slow")))))
      (ll-image-delete image))))

; The same file by another spelling.
(define (aside name) (string-append ll-folder "/./" name))

(ll-test "outputs that would overwrite an input or each other"
  (lambda ()
    (let* ((made (ll-painted-micrograph))
           (saved (begin (ll-image-save made (ll-path "own.xcf")) (ll-image-delete made)))
           (image (ll-image-load (ll-path "own.xcf")))
           (place (list image (ll-layer image "micrograph"))))
      (ll-write-file (ll-path "summary.csv") "image,class\n")
      (assert-error "are the same file"
        (lambda ()
          (ll-call 'plug-in-lazy-labels-measure place
                   (list (cons 'table (ll-path "t.csv")) (cons 'summary (aside "t.csv"))))))
      (assert-error "the file of the image itself"
        (lambda ()
          (ll-call 'plug-in-lazy-labels-measure place
                   (list (cons 'table (aside "own.xcf"))))))
      (assert-error "are the same file"
        (lambda ()
          (ll-call 'plug-in-lazy-labels-figure place
                   (list (cons 'label-map (ll-path "f.png"))
                         (cons 'histogram (aside "f.png"))))))
      (assert-error "are the same file"
        (lambda ()
          (ll-call 'plug-in-lazy-labels-evaluate place
                   (list '(reference . "file") (cons 'file (ll-path "summary.csv"))
                         (cons 'csv (aside "summary.csv"))))))
      (assert-error "are the same file"
        (lambda ()
          (ll-call 'plug-in-lazy-labels-compare '()
                   (list (cons 'summary (ll-path "summary.csv"))
                         (cons 'table (aside "summary.csv"))))))
      (assert-equal "the summary" "image,class\n" (ll-read-file (ll-path "summary.csv")))
      (for-each
        (lambda (name) (assert-true name (not (ll-exists? (ll-path name)))))
        '("t.csv" "f.png"))
      (ll-image-delete image)
      (ll-image-delete (ll-image-load (ll-path "own.xcf"))))))

(ll-test "a tilde is the home folder in every path"
  (lambda ()
    (assert-error "can't be read" (lambda () (ll-load-weights "~/no such file.safetensors")))
    (assert-true "expanded" (not (ll-contains? "~" ll-last-error)))
    (let ((image (ll-painted-micrograph)))
      (refused "There is no file \"/" image
               '((images . "files") (files . "~/no such file.xcf")))
      (refused "does not exist" image '((weights . "~/no such folder/w.safetensors")))
      (assert-true "expanded" (not (ll-contains? "~" ll-last-error)))
      (ll-image-delete image))))
