; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Real micrographs, for the test test-real, which defines
;   ll-learn, ll-judge   names of the images to train on and to segment
;   ll-masks             how many of the first get exact masks, too
;   ll-crop              (width height x y): the part of each image that is used
;   ll-settings          of the training
; and has put NAME.png and its marks into the folder.

(define (path . parts)
  (ll-path (apply string-append parts)))

(define (crop image)
  (apply ll-image-crop image ll-crop))

; The micrograph with marks on its annotation layers, as an XCF file.
(define (annotate name masks)
  (let* ((image (ll-image-load (path name ".png")))
         (group (ll-annotate image (car (ll-layers image)) '((classes . "particle")))))
    (for-each
      (lambda (task)
        (ll-layer-load image (path name "-" task "-paint.png") task group))
      (append '("detection" "separation") (if masks '("segmentation") '())))
    (crop image)
    (ll-image-save image (path "annotated/" name ".xcf"))
    (ll-image-delete image)))

; A map of 0 and 1 from the layer "Segmentation: classes".
(define (save-classes image file)
  (let ((classes (ll-layer image "Segmentation: classes")))
    (ll-set-opacity classes 100)
    (for-each (lambda (layer) (ll-set-visible layer #f))
              (ll-children (car (ll-layers image))))
    (ll-set-visible classes #t)
    (ll-fill (cadr (ll-layers image)) '(0 0 0) 'rectangle 0 0 (car ll-crop) (cadr ll-crop))
    (ll-flatten image)
    (ll-recolour (car (ll-layers image)) '(255 255 255) '(1 1 1))
    (ll-image-save image file)))

(define (segment name)
  (let ((image (ll-image-load (path name ".png"))))
    (crop image)
    (ll-image-save image (path name "-cropped.png"))
    (ll-predict image (car (ll-layers image)) '((style . "grey")))
    (save-classes image (path name "-result.png"))
    (ll-image-delete image))
  (let ((truth (ll-image-load (path name "-segmentation.png"))))
    (crop truth)
    (ll-image-save truth (path name "-truth.png"))
    (ll-image-delete truth)))

(ll-host-mkdir (ll-path "annotated"))

(ll-test "annotated XCF files are made"
  (lambda ()
    (let loop ((names ll-learn) (masks ll-masks))
      (if (pair? names)
        (begin
          (annotate (car names) (> masks 0))
          (loop (cdr names) (- masks 1)))))))

(ll-test "a network learns from them"
  (lambda ()
    (let* ((image (ll-image-load (path (car ll-judge) ".png")))
           (values (ll-train image (car (ll-layers image))
                             (append ll-settings
                                     (list '(images . "files")
                                           (cons 'files (ll-path "annotated")))))))
      (ll-report (string-append "# loss " (number->string (ll-get 'loss values))))
      (ll-image-delete image))))

(ll-test "and segments others"
  (lambda () (for-each segment ll-judge)))
