; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Training on several images: open ones, a folder, a list of files.

(define folder (ll-path "images"))
(ll-host-mkdir folder)
(define (file name) (string-append folder "/" name))

(define (save-painted name)
  (let ((image (ll-painted-micrograph)))
    (ll-image-save image (file name))
    (ll-image-delete image)))

; A call needs an image, even if it learns from others.
(define other (ll-micrograph 'rgb 'u8))
(define other-layer (ll-layer other "micrograph"))

(define (train settings)
  (ll-train-small other other-layer (append settings '((iterations . 2)))))

(save-painted "a.xcf")
(save-painted "b.xcf")
(save-painted "c.XCF.gz")

(ll-test "a folder of XCF files, packed ones too"
  (lambda ()
    (train (list '(images . "files") (cons 'files folder)))
    (assert-printed "3 images: 3 with detection marks, 3 with separation scribbles, 3 with masks")))

(ll-test "files are closed again"
  (lambda ()
    (assert-equal "open images" 1 (ll-count-images))))

(ll-test "paths, one a line; one without marks is passed over with a word"
  (lambda ()
    (ll-image-save other (file "bare.xcf"))
    (train (list '(images . "files")
                 (cons 'files (string-append (file "a.xcf") "\n\n" (file "bare.xcf") "\n"))))
    (let ((printed (ll-printed)))
      (assert-contains "printed" "1 image: " printed)
      (assert-contains "printed" "\"bare.xcf\" has no marks" printed))))

(ll-test "a file that is named three times is one image, and never on both sides"
  (lambda ()
    (ll-host-mkdir (ll-path "aside"))
    (let ((values
            (train (list '(images . "files") '(validation-share . 0.5)
                         (cons 'files
                           (string-append (file "a.xcf") "\n" (file "./a.xcf") "\n"
                                          (ll-path "aside/../images/a.xcf") "\n"))))))
      (assert-near "no validation" -1 (ll-get 'dice values) 0))
    (let ((printed (ll-printed)))
      (assert-contains "printed" "1 image: " printed)
      (assert-contains "printed" "\"a.xcf\" is listed more than once and counts once." printed)
      (assert-contains "printed" "no image can be spared" printed))))

(ll-test "weights never overwrite an image to learn from"
  (lambda ()
    (assert-error "is one of the images to learn from"
      (lambda ()
        (train (list '(images . "files") (cons 'files folder)
                     (cons 'weights (ll-path "aside/../images/b.xcf"))))))
    (ll-image-delete (ll-image-load (file "b.xcf")))
    (let ((image (ll-image-load (file "b.xcf"))))
      (assert-error "the file of the image itself"
        (lambda ()
          (ll-train-small image (ll-layer image "micrograph")
                          (list (cons 'weights (file "./b.xcf"))))))
      (ll-image-delete image))))

(ll-test "an image that is open twice counts once"
  (lambda ()
    (let ((first (ll-image-load (file "a.xcf")))
          (second (ll-image-load (file "a.xcf"))))
      (train '((images . "open")))
      (let ((printed (ll-printed)))
        (assert-contains "printed" "1 image: " printed)
        (assert-contains "printed" "\"a.xcf\" is open more than once" printed))
      (ll-image-delete first)
      (ll-image-delete second))))

(ll-test "an annotated stack: the note says which layer is read"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (ll-layer-new image "another page" 96 80 0 0 #f)
      (ll-image-save image (ll-path "pages.xcf"))
      (ll-image-delete image)
      (train (list '(images . "files") (cons 'files (ll-path "pages.xcf"))))
      (assert-printed "\"pages.xcf\" has 1 more layer besides \"micrograph\""))))

(ll-test "all open images with marks"
  (lambda ()
    (let ((first (ll-painted-micrograph))
          (second (ll-painted-micrograph)))
      (ll-erase (ll-layer second "Segmentation") 'rectangle 0 0 96 80)
      (train '((images . "open")))
      (assert-printed "2 images: 2 with detection marks, 2 with separation scribbles, 1 with masks")
      (ll-image-delete first)
      (ll-image-delete second))))

(ll-test "three masked images allow validation by Dice"
  (lambda ()
    (let ((values (train (list '(images . "files")
                               (cons 'files (string-append (file "a.xcf") "\n" (file "b.xcf") "\n"
                                                           (file "c.XCF.gz")))))))
      (assert-true "dice >= 0" (>= (ll-get 'dice values) 0))
      (assert-true "dice <= 1" (<= (ll-get 'dice values) 1))
      (assert-printed "Validation: Dice on 1 held-out image"))))

(ll-test "grey and colour images together"
  (lambda ()
    (let ((colour (ll-painted-micrograph)))
      (ll-fill (ll-layer colour "micrograph") '(200 40 40) 'rectangle 60 50 20 20)
      (ll-image-save colour (file "colour.xcf"))
      (ll-image-delete colour)
      (train (list '(images . "files")
                   (cons 'files (string-append (file "a.xcf") "\n" (file "colour.xcf")))))
      (assert-printed "The network takes colour images"))))
