; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; How paint is read.

(load (string-append ll-source "/tests/plugin/paint.scm"))

; Each test changes a freshly painted image and looks at the marks of air bubbles
; (256 pixels if nothing were changed) and ice crystals (392).
(define (reads name change bubbles tolerance crystals)
  (ll-test name
    (lambda ()
      (let ((image (painted)))
        (change image)
        (let ((text (found image)))
          (assert-share text "Detection" "air bubble" bubbles tolerance)
          (assert-share text "Detection" "ice crystal" crystals 0.01))
        (ll-image-delete image)))))

(reads "hard edges are read as they are" (lambda (image) #t) 256 0.01 392)

(reads "hidden layers and thin ones count in full"
  (lambda (image)
    (ll-set-visible (ll-layer image "Detection") #f)
    (ll-set-opacity (ll-layer image "Detection") 30)
    (ll-set-visible (car (ll-layers image)) #f))
  256 0.01 392)

(reads "a layer mask hides paint"
  (lambda (image)
    (ll-fill (ll-add-mask (ll-layer image "Detection") #t) '(0 0 0) 'rectangle 14 14 8 16))
  128 0.01 392)

(reads "a soft edge counts where it is at least half opaque"
  (lambda (image)
    (ll-erase (ll-layer image "Detection") 'rectangle 0 0 60 44)
    (ll-fill-soft (ll-layer image "Detection") ll-blue 'rectangle 10 10 30 20 4))
  600 0.3 392)

(reads "a layer that was moved is read where it lies"
  (lambda (image)
    (ll-set-offsets (ll-layer image "Detection") -22 0))
  128 0.01 392)

(reads "a small layer is read where it lies"
  (lambda (image)
    (let ((small (ll-layer-new image "Detection #1" 30 20 60 4 #t)))
      (ll-fill small ll-blue 'rectangle 60 4 30 20)
      ; Only the new layer is learned from; the other blue pixels are ignored.
      (ll-fill (ll-layer image "Separation") ll-ignore 'rectangle 14 14 16 16)))
  600 0.01 392)

(reads "the topmost paint wins"
  (lambda (image)
    (ll-fill (ll-layer-new image "Detection copy" 96 80 0 0 #t) ll-orange 'rectangle 14 14 16 8))
  128 0.01 (+ 392 128))

(reads "a group that has a task's name is read as it is seen"
  (lambda (image)
    (let ((layer (ll-layer image "Detection"))
          (group (ll-group-new image "DETECTION")))
      (ll-drop-layer-parasite layer "lazy-labels-role")
      (ll-rename layer "my strokes")
      (ll-move image layer group 0)))
  256 0.01 392)

(reads "a layer whose name was changed is known by its parasite"
  (lambda (image) (ll-rename (ll-layer image "Detection") "strokes of mine"))
  256 0.01 392)

(reads "a colour near a class's is taken for it"
  (lambda (image)
    (ll-fill (ll-layer image "Detection") '(20 100 190) 'rectangle 14 14 16 16))
  256 0.01 392)

(reads "ignored pixels are left out, on whichever layer they are"
  (lambda (image)
    (ll-fill (ll-layer image "Separation") ll-ignore 'rectangle 14 14 16 8))
  128 0.01 392)

(reads "transparent pixels of the micrograph are left out"
  (lambda (image)
    (ll-add-alpha (ll-layer image "micrograph"))
    (ll-erase (ll-layer image "micrograph") 'rectangle 0 0 96 22))
  128 0.01 392)

(reads "a selection restricts training"
  (lambda (image) (ll-select image 'rectangle 22 0 74 80))
  128 0.01 392)

(ll-test "what is left out is said"
  (lambda ()
    (let ((image (painted)))
      (ll-select image 'rectangle 0 0 96 60)
      (let ((text (found image)))
        (assert-contains "printed" "only the selected pixels are used" text)
        (assert-near "left out" 25 (ll-number-after "of the pixels, " text) 0.01))
      (ll-image-delete image))))

(ll-test "on sparse layers unpainted pixels are left out"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (ll-annotate image (ll-layer image "micrograph") '((coverage . "sparse")))
      (ll-paint-weak image)
      (ll-fill (ll-layer image "Detection") '(0 0 0) 'rectangle 70 0 20 20)
      (let ((text (found image)))
        (assert-share text "Detection" "air bubble" 256 0.01)
        (assert-near "left out" (percent (- 7680 256 392 400))
                     (ll-number-after "of the pixels, " text) 0.1))
      (ll-image-delete image))))

(ll-test "layers known by name alone have the default classes"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (for-each (lambda (name) (ll-layer-new image name 96 80 0 0 #t))
                '("detection" "Separation copy" "SEGMENTATION #2"))
      (ll-fill (ll-layer image "detection") ll-blue 'rectangle 14 14 16 16)
      (ll-fill (ll-layer image "SEGMENTATION #2") ll-orange 'rectangle 20 46 40 26)
      (let ((text (found image)))
        (assert-contains "printed" "1 with detection marks, 0 with separation scribbles, 1 with masks"
                         text)
        (assert-share text "Segmentation" "ice crystal" 1040 0.1))
      (ll-image-delete image))))

(ll-test "a micrograph smaller than the image is the frame"
  (lambda ()
    (let ((image (ll-image-new 200 160 'rgb 'u8)))
      (ll-layer-new image "micrograph" 96 80 60 40 #f)
      (ll-fill (ll-layer image "micrograph") '(90 90 90) 'rectangle 0 0 200 160)
      (ll-fill (ll-layer image "micrograph") '(200 200 200) 'rectangle 70 50 16 16)
      (ll-annotate image (ll-layer image "micrograph") '())
      (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 50 30 26 26)
      (ll-fill (ll-layer image "Detection") ll-orange 'rectangle 100 100 10 10)
      (let ((text (found image)))
        (assert-share text "Detection" "air bubble" 256 0.01)
        (assert-share text "Detection" "ice crystal" 100 0.01))
      (ll-image-delete image))))

(ll-test "a colour that stands for nothing is refused with its place"
  (lambda ()
    (let ((image (painted)))
      (ll-fill (ll-layer image "Detection") '(200 0 200) 'rectangle 41 30 3 3)
      (assert-error "x = 41, y = 30 has the colour #c800c8, which stands for nothing"
        (lambda () (found image)))
      (ll-image-delete image))))

(ll-test "and so is a colour of another layer"
  (lambda ()
    (let ((image (painted)))
      (ll-fill (ll-layer image "Separation") ll-orange 'rectangle 50 60 3 3)
      (assert-error "'ice crystal' and does not belong there" (lambda () (found image)))
      (ll-image-delete image))))

(ll-test "a few pixels of no class are left out, and named"
  (lambda ()
    (let ((image (painted)))
      (ll-fill (ll-layer image "Detection") '(200 0 200) 'rectangle 41 30 2 2)
      (let ((text (found image)))
        (assert-contains "printed" "layer \"Detection\": 4 pixels" text)
        (assert-contains "printed" "the first lies at x = 41, y = 30 and has the colour #c800c8"
                         text)
        (assert-share text "Detection" "ice crystal" 392 0.01))
      (ll-image-delete image))))

(ll-test "an area whose colour is a mixture is read, and named"
  (lambda ()
    (let ((image (painted)))
      (ll-fill (ll-layer image "Detection") '(172 148 44) 'rectangle 60 4 10 10)
      (let ((text (found image)))
        (assert-contains "printed" "the area at x = 60, y = 4 has the colour #ac942c" text)
        (assert-share text "Detection" "ice crystal" 492 0.01))
      (ll-image-delete image))))
