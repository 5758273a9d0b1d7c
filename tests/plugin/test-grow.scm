; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Masks grown from detection marks.  The bright round object is 28 pixels wide, 616 in
; all, the grey rectangle has 40 x 26, and the other round object touches the first.

(define bubble 616)
(define crystal 1040)

; Images are copies of one, so that fewer plug-ins are started.
(define annotated-once (ll-micrograph 'rgb 'u8))
(ll-annotate annotated-once (ll-layer annotated-once "micrograph") '())

(define (annotated) (car (gimp-image-duplicate annotated-once)))

(define (marked)
  (let ((image (annotated)))
    (ll-paint-weak image)
    image))

(define (grow image settings)
  (ll-call 'plug-in-lazy-labels-grow-masks (list image (ll-layer image "micrograph"))
           (append settings '((threads . 2)))))

(define (refused part image settings)
  (assert-error part (lambda () (grow image settings))))

; Counts the pixels of a colour in a part of the image.  GIMP counts them, because
; querying each pixel is slow.
(define (count layer colour x y width height)
  (let ((image (car (gimp-item-get-image layer))))
    (gimp-context-push)
    (gimp-context-set-antialias FALSE)
    (gimp-context-set-feather FALSE)
    (gimp-context-set-sample-merged FALSE)
    (gimp-context-set-sample-threshold-int 0)
    (ll-select image 'rectangle x y width height)
    (gimp-image-select-color image CHANNEL-OP-INTERSECT layer colour)
    (let ((n (if (= TRUE (car (gimp-selection-is-empty image)))
               0
               (list-ref (gimp-drawable-histogram layer HISTOGRAM-VALUE 0 1) 3))))
      (ll-select-none image)
      (gimp-context-pop)
      n)))

(define (everywhere layer colour) (count layer colour 0 0 96 80))

; The scribble takes a part of the bubble; contours end a little inside of an object.
(define (fills method tolerance)
  (ll-test (string-append method " fills the objects from their marks")
    (lambda ()
      (let* ((image (marked))
             (values (grow image (list (cons 'method method))))
             (layer (ll-layer image "Segmentation")))
        (assert-equal "layer" layer (ll-get 'layer values))
        (assert-equal "objects" 2 (ll-get 'objects values))
        (assert-equal "skipped" 0 (ll-get 'skipped values))
        (assert-printed "Grew the masks of 2 objects.")
        (assert-near "bubble" bubble (everywhere layer ll-blue) (* tolerance bubble))
        (assert-near "crystal" crystal (everywhere layer ll-orange) (* tolerance crystal))
        (assert-equal "over the background" 0 (count layer ll-blue 62 0 34 80))
        (ll-image-delete image)))))

(fills "grabcut" 0.1)
(fills "grabcut-image" 0.1)
(fills "contours" 0.35)
(fills "watershed" 0.1)

(ll-test "the pixels are opaque and have the colour of the class, in any precision"
  (lambda ()
    (for-each
      (lambda (precision)
        (let ((image (ll-micrograph 'rgb precision)))
          (ll-annotate image (ll-layer image "micrograph") '())
          (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 14 14 16 16)
          (grow image '())
          (for-each
            (lambda (value wanted) (assert-near "component" wanted value 0.003))
            (ll-pixel (ll-layer image "Segmentation") 12 22)
            (list 0 (/ 114 255) (/ 178 255) 1))
          (ll-image-delete image)))
      '(u16 float))))

(define profile "/usr/share/color/icc/ghostscript/a98.icc")

; Growing again keeps existing masks.
(if (ll-exists? profile)
  (ll-test "with a colour profile the colours are those of the classes"
    (lambda ()
      (let ((image (ll-micrograph 'rgb 'float-linear)))
        (ll-image-set-profile image profile)
        (ll-annotate image (ll-layer image "micrograph") '())
        (ll-paint-weak image)
        (assert-equal "objects" 2 (ll-get 'objects (grow image '())))
        (assert-equal "skipped" 2 (ll-get 'skipped (grow image '())))
        (ll-image-delete image)))))

; A bright bar, marked at its left end.
(define (bar)
  (let ((image (annotated)))
    (ll-fill (ll-layer image "micrograph") '(40 40 40) 'rectangle 0 0 96 80)
    (ll-fill (ll-layer image "micrograph") '(200 200 200) 'rectangle 10 30 70 16)
    (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 14 32 16 12)
    image))

(ll-test "a short mark fills a long object, and never grows over a scribble"
  (lambda ()
    (let ((image (bar)))
      (grow image '())
      (assert-near "the bar" 1120 (everywhere (ll-layer image "Segmentation") ll-blue) 200)
      (ll-image-delete image))
    (let ((image (bar)))
      (ll-fill (ll-layer image "Separation") ll-cyan 'rectangle 40 26 3 24)
      (grow image '())
      (assert-equal "beyond" 0 (count (ll-layer image "Segmentation") ll-blue 40 0 56 80))
      (assert-near "before" 480 (count (ll-layer image "Segmentation") ll-blue 0 0 40 80) 96)
      (ll-image-delete image))))

; The layer has all kinds of paint: rest and ignored pixels in the bubble, a little
; paint on the mark of the crystal, and paint far from both.
(define (half-painted)
  (let* ((image (marked))
         (layer (ll-layer image "Segmentation")))
    (ll-fill layer '(0 0 0) 'rectangle 10 16 4 4)
    (ll-fill layer ll-ignore 'rectangle 10 24 4 4)
    (ll-fill layer ll-orange 'rectangle 30 56 2 2)
    (ll-fill layer ll-orange 'rectangle 80 4 5 5)
    image))

(ll-test "what is painted stays, and marks on painted masks are left alone"
  (lambda ()
    (let* ((image (half-painted))
           (layer (ll-layer image "Segmentation"))
           (values (grow image '())))
      (assert-equal "objects" 1 (ll-get 'objects values))
      (assert-equal "skipped" 1 (ll-get 'skipped values))
      (assert-printed "1 mark already has a mask on the layer \"Segmentation\"")
      (assert-near "rest" 16 (everywhere layer '(0 0 0)) 0)
      (assert-near "ignored" 16 (everywhere layer ll-ignore) 0)
      (assert-near "crystals" 29 (everywhere layer ll-orange) 0)
      (assert-true "bubble" (> (everywhere layer ll-blue) 500))
      (ll-image-delete image))))

(ll-test "overwriting replaces paint where objects grow, and nothing else"
  (lambda ()
    (let* ((image (half-painted))
           (layer (ll-layer image "Segmentation"))
           (values (grow image '((overwrite . 1)))))
      (assert-equal "objects" 2 (ll-get 'objects values))
      (assert-equal "skipped" 0 (ll-get 'skipped values))
      (assert-near "rest" 0 (everywhere layer '(0 0 0)) 0)
      (assert-near "ignored" 16 (everywhere layer ll-ignore) 0)
      (assert-near "far from both" 25 (count layer ll-orange 62 0 34 40) 0)
      (assert-near "crystal" crystal (count layer ll-orange 0 40 96 40) 100)
      (ll-image-delete image))))

; The bubble's old mask goes far beyond it; a corner of it is ignored.
(define (overgrown)
  (let* ((image (marked))
         (layer (ll-layer image "Segmentation")))
    (ll-fill layer ll-blue 'rectangle 0 0 44 44)
    (ll-fill layer ll-ignore 'rectangle 0 0 3 3)
    (ll-fill layer ll-blue 'rectangle 80 4 5 5)
    (ll-fill layer ll-orange 'rectangle 30 56 30 18)
    image))

(define (alpha layer x y) (list-ref (ll-pixel layer x y) 3))

(ll-test "overwriting removes what was painted beyond an object, and nothing else"
  (lambda ()
    (let* ((image (overgrown))
           (layer (ll-layer image "Segmentation")))
      ; The crystal's mark is not selected.
      (ll-select image 'rectangle 0 0 44 44)
      (assert-equal "objects" 1 (ll-get 'objects (grow image '((overwrite . 1)))))
      (for-each
        (lambda (place)
          (assert-near "transparent" 0 (alpha layer (car place) (cadr place)) 0))
        '((5 5) (4 40) (40 40) (30 38)))
      (assert-near "bubble" bubble (count layer ll-blue 0 0 62 80) 90)
      (assert-near "ignored" 9 (everywhere layer ll-ignore) 0)
      (assert-near "far from it" 25 (count layer ll-blue 62 0 34 80) 0)
      (assert-near "the mask of the other mark" 540 (everywhere layer ll-orange) 0)
      (ll-image-delete image))))

(ll-test "of two masks that flow together, only the part of the growing mark is removed"
  (lambda ()
    (let* ((image (marked))
           (layer (ll-layer image "Segmentation")))
      (ll-erase (ll-layer image "Separation") 'rectangle 0 0 96 80)
      (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 42 16 8 12)
      (ll-fill layer ll-blue 'rectangle 2 12 70 20)
      (ll-select image 'rectangle 10 10 22 22)
      (assert-equal "objects" 1 (ll-get 'objects (grow image '((overwrite . 1)))))
      (assert-near "left of the first" 0 (alpha layer 4 14) 0)
      (assert-near "in the first" 1 (alpha layer 22 22) 0)
      (assert-near "the second and right of it" 520 (count layer ll-blue 46 12 50 20) 0)
      (ll-image-delete image))))

(ll-test "overwriting removes the mask of a mark that got another class"
  (lambda ()
    (let* ((image (marked))
           (layer (ll-layer image "Segmentation")))
      (ll-fill layer ll-orange 'rectangle 4 4 34 34)
      (ll-select image 'rectangle 0 0 44 44)
      (grow image '((overwrite . 1)))
      (assert-near "crystal" 0 (everywhere layer ll-orange) 0)
      (assert-near "bubble" bubble (everywhere layer ll-blue) 90)
      (ll-image-delete image))))

(ll-test "overwriting removes old masks from a second layer as well"
  (lambda ()
    (let* ((image (overgrown))
           (lower (ll-layer image "Segmentation"))
           (upper (ll-layer-new image "Segmentation" 96 80 0 0 #t)))
      (ll-select image 'rectangle 0 0 44 44)
      (assert-equal "layer" upper (ll-get 'layer (grow image '((overwrite . 1)))))
      (assert-near "upper" bubble (everywhere upper ll-blue) 90)
      (assert-near "lower" 25 (everywhere lower ll-blue) 0)
      (ll-image-delete image))))

; A large disc and a small one, each with a stroke.
(define (two-discs)
  (let* ((image (ll-image-new 240 240 'rgb 'u8))
         (layer (ll-layer-new image "micrograph" 240 240 0 0 #f)))
    (ll-fill layer '(60 60 60) 'rectangle 0 0 240 240)
    (ll-fill layer '(200 200 200) 'ellipse 10 10 180 180)
    (ll-fill layer '(200 200 200) 'ellipse 210 210 16 16)
    (ll-annotate image layer '())
    (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 50 97 100 7)
    (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 212 216 12 4)
    image))

(ll-test "masks that stopped at the largest size are selected, and a note says so"
  (lambda ()
    (let* ((image (two-discs))
           (values (grow image '((reach . 0.1)))))
      (assert-equal "stopped" 1 (ll-get 'stopped values))
      (assert-printed "1 mask stopped at the largest size and is selected: look at it.")
      (assert-equal "in the large disc" 255 (car (gimp-selection-value image 100 100)))
      (assert-equal "in the small disc" 0 (car (gimp-selection-value image 218 218)))
      (let ((bounds (gimp-selection-bounds image)))
        (assert-equal "something is selected" 1 (car bounds))
        (assert-true "within the disc"
          (and (>= (list-ref bounds 1) 10) (>= (list-ref bounds 2) 10)
               (<= (list-ref bounds 3) 190) (<= (list-ref bounds 4) 190))))
      ; As the note says: the selected mask alone grows on.
      (let ((again (grow image '((overwrite . 1)))))
        (assert-equal "objects" 1 (ll-get 'objects again))
        (assert-equal "stopped" 0 (ll-get 'stopped again)))
      (assert-near "the disc" 25447 (count (ll-layer image "Segmentation") ll-blue 0 0 200 200)
                   1300)
      (ll-image-delete image))))

(ll-test "where no mask stopped, nothing is selected"
  (lambda ()
    (let ((image (two-discs)))
      (assert-equal "stopped" 0 (ll-get 'stopped (grow image '())))
      (assert-equal "selection" 0 (car (gimp-selection-bounds image)))
      (ll-image-delete image))))

(ll-test "with a selection only marks grow that are mostly in it"
  (lambda ()
    (let* ((image (marked))
           (layer (ll-layer image "Segmentation")))
      ; Three quarters of the bubble's mark, and a corner of the crystal's.
      (ll-select image 'rectangle 14 14 16 12)
      (let ((values (grow image '())))
        (assert-equal "objects" 1 (ll-get 'objects values))
        (assert-equal "skipped" 0 (ll-get 'skipped values)))
      (let ((printed (ll-printed)))
        (assert-contains "printed" "1 mark outside of the selection has no mask yet" printed)
        (assert-contains "printed" "is complete" printed))
      (assert-equal "the selection is as before" '(1 14 14 30 26)
                    (gimp-selection-bounds image))
      (assert-near "bubble, beyond the selection too" 580 (everywhere layer ll-blue) 60)
      (assert-near "crystal" 0 (everywhere layer ll-orange) 0)
      (let ((values (grow image '())))
        (assert-equal "objects" 1 (ll-get 'objects values))
        (assert-equal "skipped" 1 (ll-get 'skipped values)))
      (let ((values (grow image '())))
        (assert-equal "layer" layer (ll-get 'layer values))
        (assert-equal "objects" 0 (ll-get 'objects values))
        (assert-equal "skipped" 2 (ll-get 'skipped values)))
      (assert-printed "Nothing was left to grow")
      (ll-image-delete image))))

(ll-test "a small layer becomes larger, and its paint stays where it is"
  (lambda ()
    (let ((image (marked)))
      (ll-remove image (ll-layer image "Segmentation"))
      (let ((small (ll-layer-new image "Segmentation" 40 20 50 4 #t)))
        (ll-fill small ll-orange 'rectangle 80 10 6 6)
        (assert-equal "layer" small (ll-get 'layer (grow image '())))
        (assert-equal "columns to the right" 90
                      (+ (car (ll-offsets small)) (car (ll-size small))))
        ; GIMP 3.2 selects pixels by their colour elsewhere in a layer that begins elsewhere.
        (gimp-layer-resize-to-image-size small)
        (assert-near "paint" 36 (count small ll-orange 80 10 6 6) 0)
        (assert-near "bubble" 580 (everywhere small ll-blue) 60)
        (assert-near "crystal" crystal (count small ll-orange 0 40 96 40) 100))
      (ll-image-delete image))))

(ll-test "a micrograph that lies anywhere, with a part outside of the image"
  (lambda ()
    (let* ((image (ll-image-new 120 100 'rgb 'u8))
           (layer (ll-layer-new image "micrograph" 96 80 0 0 #f)))
      (ll-draw-objects layer)
      (ll-set-offsets layer 50 40)
      (ll-annotate image layer '())
      (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 64 54 16 16)
      (ll-fill (ll-layer image "Detection") ll-orange 'rectangle 76 92 28 8)
      (assert-equal "objects" 2 (ll-get 'objects (grow image '())))
      (let ((masks (ll-layer image "Segmentation")))
        (assert-equal "size" '(120 100) (ll-size masks))
        (assert-near "bubble" bubble (count masks ll-blue 50 40 36 40) 90)
        (assert-true "crystal" (> (count masks ll-orange 70 86 40 14) 400)))
      (ll-image-delete image))))

(ll-test "a missing layer is made below the other two, as sparse as the marks"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (ll-annotate image (ll-layer image "micrograph") '((coverage . "sparse")))
      (ll-paint-weak image)
      (ll-remove image (ll-layer image "Segmentation"))
      (let* ((layer (ll-get 'layer (grow image '())))
             (group (car (ll-layers image))))
        (assert-printed "is sparse")
        (assert-equal "names" '("Detection" "Separation" "Segmentation")
                      (ll-names (ll-children group)))
        (assert-equal "layer" layer (list-ref (ll-children group) 2))
        (assert-equal "coverage" "sparse" (ll-layer-parasite layer "lazy-labels-coverage"))
        (assert-equal "role" "segmentation" (ll-layer-parasite layer "lazy-labels-role"))
        (assert-near "crystal" crystal (everywhere layer ll-orange) 100))
      (ll-image-delete image))))

(ll-test "an image without marks"
  (lambda ()
    (let ((image (annotated)))
      (refused "has no detection marks: paint rough marks on the layer \"Detection\" first"
               image '())
      (ll-paint-masks image)
      (refused "has no detection marks" image '())
      (ll-fill (ll-layer image "Detection") '(0 0 0) 'rectangle 10 10 8 8)
      (refused "has no detection marks" image '())
      (ll-image-delete image))))

(ll-test "a selection without marks"
  (lambda ()
    (let ((image (marked)))
      (ll-select image 'rectangle 14 14 16 7)
      (refused "No detection mark" image '())
      (ll-image-delete image))))

(ll-test "a layer that can't be painted on"
  (lambda ()
    (let* ((image (marked))
           (layer (ll-layer image "Segmentation")))
      (gimp-item-set-lock-content layer TRUE)
      (refused "unlock its pixels" image '())
      (gimp-item-set-lock-content layer FALSE)
      (gimp-layer-set-lock-alpha layer TRUE)
      (refused "The alpha channel of the layer" image '())
      (gimp-layer-set-lock-alpha layer FALSE)
      (ll-add-mask layer #t)
      (refused "has a layer mask" image '())
      (ll-image-delete image))))

(ll-test "settings that can't be"
  (lambda ()
    (let ((image (marked)))
      (refused "reach" image '((reach . 0)))
      (refused "rounds" image '((rounds . 0)))
      (assert-bad-word "method" (lambda () (grow image '((method . "magic")))))
      (ll-image-delete image))))
