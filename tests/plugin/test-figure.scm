; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Objects at known places become the layers, paths and files of a figure.

(define (figure image settings)
  (ll-call 'plug-in-lazy-labels-figure (list image (ll-layer image "micrograph"))
           (append settings '((objects . "layers")))))

; A square of each class, 20 pixels along a side.
(define (squares base)
  (let ((image (ll-micrograph base 'u8)))
    (ll-annotate image (ll-layer image "micrograph") '())
    (ll-fill (ll-layer image "Segmentation") ll-blue 'rectangle 10 10 20 20)
    (ll-fill (ll-layer image "Segmentation") ll-orange 'rectangle 50 40 20 20)
    image))

(define (result image) (ll-children (car (ll-layers image))))
(define (alpha pixel) (car (reverse pixel)))

(define (assert-colour what rgb pixel)
  (for-each (lambda (expected value) (assert-near what (/ expected 255) value 0.005))
            (append rgb '(255)) pixel))

(define (range first last)
  (if (> first last) '() (cons first (range (+ first 1) last))))

(define all '((paths . 1) (instances . 1) (overlay . 1) (numbers . 1) (scale-bar . 1)))
(define weights (ll-path "net.safetensors"))
(define half-um '((scale . "pixel-size") (pixel-size . 0.5) (unit . "um")))

(ll-test "contours alone, where squares end, in their class's colour"
  (lambda ()
    (let* ((image (squares 'rgb))
           (values (figure image '()))
           (blue "Contours: air bubble")
           (orange "Contours: ice crystal"))
      (assert-equal "objects" 2 (ll-get 'objects values))
      (assert-equal "group" "Lazy labels: figure" (ll-name (car (ll-layers image))))
      (assert-equal "layers" (list blue orange "Casing") (ll-names (result image)))
      (assert-colour "inside" ll-blue (ll-pixel (ll-layer image blue) 10 20))
      (assert-colour "outside" ll-blue (ll-pixel (ll-layer image blue) 9 20))
      (assert-colour "below" ll-orange (ll-pixel (ll-layer image orange) 60 59))
      (assert-near "the middle" 0 (alpha (ll-pixel (ll-layer image blue) 20 20)) 0)
      (assert-near "two pixels off" 0 (alpha (ll-pixel (ll-layer image blue) 7 20)) 0)
      (assert-near "another class" 0 (alpha (ll-pixel (ll-layer image orange) 10 20)) 0)
      (assert-equal "paint is hidden" '(#t #f #t) (map ll-is-visible (ll-layers image)))
      (assert-printed "Drew 2 objects of \"Segmentation\"")
      (ll-image-delete image))))

(ll-test "a casing that stands out from the ground, and can be left out"
  (lambda ()
    (let ((image (squares 'rgb)))
      (ll-fill (ll-layer image "micrograph") '(30 30 30) 'rectangle 0 0 96 35)
      (ll-fill (ll-layer image "micrograph") '(220 220 220) 'rectangle 0 35 96 45)
      (figure image '())
      (let ((casing (ll-layer image "Casing")))
        (assert-colour "white" '(255 255 255) (ll-pixel casing 8 20))
        (assert-colour "white inside" '(255 255 255) (ll-pixel casing 11 20))
        (assert-colour "black" '(0 0 0) (ll-pixel casing 60 61))
        (assert-near "no more" 0 (alpha (ll-pixel casing 6 20)) 0))
      (ll-remove image (car (ll-layers image)))
      (figure image '((casing . 0)))
      (assert-equal "layers" '("Contours: air bubble" "Contours: ice crystal")
                    (ll-names (result image)))
      (ll-image-delete image))))

(ll-test "contours leave out the frame and, unless asked for, holes"
  (lambda ()
    (let ((image (squares 'rgb))
          (blue "Contours: air bubble"))
      (ll-fill (ll-layer image "Segmentation") ll-blue 'rectangle 0 50 30 30)
      (ll-erase (ll-layer image "Segmentation") 'rectangle 10 60 10 10)
      (figure image '())
      (assert-near "left" 0 (alpha (ll-pixel (ll-layer image blue) 0 65)) 0)
      (assert-near "bottom" 0 (alpha (ll-pixel (ll-layer image blue) 15 79)) 0)
      (assert-near "casing" 0 (alpha (ll-pixel (ll-layer image "Casing") 0 65)) 0)
      (assert-colour "top" ll-blue (ll-pixel (ll-layer image blue) 15 50))
      (assert-colour "top, near the frame" ll-blue (ll-pixel (ll-layer image blue) 4 50))
      (assert-colour "right" ll-blue (ll-pixel (ll-layer image blue) 29 65))
      (assert-near "hole" 0 (alpha (ll-pixel (ll-layer image blue) 10 65)) 0)
      (figure image '((holes . 1)))
      (assert-colour "hole" ll-blue (ll-pixel (car (result image)) 10 65))
      (ll-image-delete image))))

(ll-test "a scale bar alone hides nothing"
  (lambda ()
    (let ((image (squares 'rgb)))
      (figure image (append '((contours . 0) (scale-bar . 1)) half-um))
      (assert-equal "visible" '(#t #t #t) (map ll-is-visible (ll-layers image)))
      (ll-image-delete image))))

(ll-test "dashes leave about half of a line"
  (lambda ()
    (define (cover dash)
      (let* ((image (squares 'rgb)))
        (figure image (list (cons 'dash dash)))
        (let* ((layer (ll-layer image "Contours: air bubble"))
               (sum (apply + (map (lambda (y) (alpha (ll-pixel layer 10 y))) (range 12 23)))))
          (ll-image-delete image)
          sum)))
    (let ((whole (cover 0)) (dashed (cover 3)))
      (assert-near "a part of a side" 12 whole 0.1)
      (assert-true "less" (< dashed (* 0.7 whole)))
      (assert-true "some" (> dashed (* 0.3 whole))))))

; From GIMP 3.2 on, contours and scale bar with paths are vector layers.
(define has-vectors (ll-host-has-procedure 'gimp-vector-layer-new))

(ll-test "all layers from top to bottom, and paths"
  (lambda ()
    (let ((image (squares 'rgb)))
      (figure image (append all half-um))
      (assert-equal "layers"
        (append (if has-vectors '("Scale bar" "Scale bar: rim") '("Scale bar"))
          '("Numbers" "Contours: air bubble" "Contours: ice crystal" "Casing" "Instances"
            "Overlay"))
        (ll-names (result image)))
      (assert-equal "paths"
        (append (if has-vectors '("Scale bar") '())
                '("Contours: air bubble" "Contours: ice crystal"))
        (ll-path-names image))
      (assert-error "nothing to measure the scale bar by"
        (lambda () (figure image '((scale . "bar") (bar-length . 100) (scale-bar . 1)))))
      (assert-near "overlay's opacity" 40 (ll-opacity (ll-layer image "Overlay")) 0.5)
      (assert-colour "overlay" ll-blue (ll-pixel (ll-layer image "Overlay") 20 20))
      (assert-colour "overlay" ll-orange (ll-pixel (ll-layer image "Overlay") 60 50))
      (assert-near "ground" 0 (alpha (ll-pixel (ll-layer image "Overlay") 40 20)) 0)
      (assert-true "two colours"
        (not (equal? (ll-pixel (ll-layer image "Instances") 20 20)
                     (ll-pixel (ll-layer image "Instances") 60 50))))
      (assert-true "a number"
        (< 0 (apply + (map (lambda (x) (alpha (ll-pixel (ll-layer image "Numbers") x 20)))
                           (range 15 25)))))
      (assert-near "no number" 0 (alpha (ll-pixel (ll-layer image "Numbers") 40 20)) 0)
      (ll-image-delete image))))

; Places are those of the image: a vector layer may be as small as what it shows.
(define (pixel-at layer x y)
  (let ((offsets (ll-offsets layer)) (size (ll-size layer)))
    (let ((u (- x (car offsets))) (v (- y (cadr offsets))))
      (if (and (>= u 0) (>= v 0) (< u (car size)) (< v (cadr size)))
        (ll-pixel layer u v)
        '(0 0 0 0)))))

(if has-vectors
  (ll-test "vector layers show what the pictures show, and follow their paths"
    (lambda ()
      (let ((image (squares 'rgb)) (plain (squares 'rgb)))
        (figure image (append '((paths . 1) (scale-bar . 1) (contour-width . 3)) half-um))
        (figure plain (append '((scale-bar . 1) (contour-width . 3)) half-um))
        (let ((blue (ll-layer image "Contours: air bubble"))
              (orange (ll-layer image "Contours: ice crystal"))
              (bar (ll-layer image "Scale bar")))
          (assert-true "vector layers"
                       (ll-vector-layers? (list blue orange bar
                                                (ll-layer image "Scale bar: rim"))))
          (assert-true "the casing is a picture"
                       (not (ll-vector-layers? (list (ll-layer image "Casing")))))
          (assert-colour "line" ll-blue (pixel-at blue 10 20))
          (assert-colour "line" ll-orange (pixel-at orange 60 59))
          (assert-near "the middle" 0 (alpha (pixel-at blue 20 20)) 0)
          (assert-near "outside" 0 (alpha (pixel-at blue 5 20)) 0)
          ; The bar is as long and thick as that of a picture, within its blurred edges.
          (let* ((picture (ll-layer plain "Scale bar"))
                 (cover (lambda (layer white)
                          (apply +
                            (map (lambda (y)
                                   (apply +
                                     (map (lambda (x)
                                            (let ((pixel (pixel-at layer x y)))
                                              (* (alpha pixel)
                                                 (if white (car pixel) 1))))
                                          (range 60 95))))
                                 (range 60 79))))))
            (assert-near "white pixels" 1 (/ (cover bar #f) (cover picture #t)) 0.15)))
        (ll-image-delete image)
        (ll-image-delete plain)))))

; 96 pixels are 48 um, and the round length closest to a fifth is 10 um: 20 pixels.
(define (check-bar ground rgb)
  (let ((image (squares 'rgb)))
    (ll-fill (ll-layer image "micrograph") ground 'rectangle 0 0 96 80)
    (figure image (append '((contours . 0) (scale-bar . 1)) half-um))
    (let* ((bar (ll-layer image "Scale bar"))
           (size (ll-size bar))
           (place (ll-offsets bar))
           (row (- (cadr size) 2)))
      (assert-equal "right" 94 (+ (car place) (car size)))
      (assert-equal "bottom" 78 (+ (cadr place) (cadr size)))
      (assert-colour "bar" rgb (ll-pixel bar (quotient (car size) 2) row))
      (assert-equal "length" 20
        (apply + (map (lambda (x)
                        (let ((pixel (ll-pixel bar x row)))
                          (if (and (= 1 (alpha pixel)) (= (/ (car rgb) 255) (car pixel))) 1 0)))
                      (range 0 (- (car size) 1)))))
      (assert-equal "kept" "2 um" (ll-image-parasite image "lazy-labels-scale")))
    (ll-image-delete image)))

(ll-test "a scale bar is white on dark ground and black on bright ground"
  (lambda ()
    (check-bar '(40 40 40) '(255 255 255))
    (check-bar '(230 230 230) '(0 0 0))))

(ll-test "a selection restricts it"
  (lambda ()
    (let ((image (squares 'rgb)))
      (ll-select image 'rectangle 5 5 30 40)
      (assert-equal "one" 1 (ll-get 'objects (figure image '())))
      (assert-equal "place" '(5 5) (ll-offsets (ll-layer image "Contours: air bubble")))
      (assert-colour "border" ll-blue
                     (ll-pixel (ll-layer image "Contours: air bubble") 5 15))
      (ll-image-delete image))))

(define (id-at image x y)
  (inexact->exact (round (* 65535 (car (ll-pixel (car (ll-layers image)) x y))))))

(ll-test "label maps have the ids"
  (lambda ()
    (for-each
      (lambda (name)
        (let* ((image (squares 'rgb))
               (before (length (ll-layers image)))
               (values (figure image (list '(contours . 0)
                                           (cons 'label-map (ll-path name)))))
               (map-image (ll-image-load (ll-path name))))
          (assert-equal "no group" before (length (ll-layers image)))
          (assert-equal "ids" '(0 1 2 0)
            (map (lambda (place) (id-at map-image (car place) (cadr place)))
                 '((0 0) (10 10) (69 59) (70 60))))
          (ll-image-delete map-image)
          (ll-image-delete image)))
      '("map.png" "map.tif"))))

; Only the first characters of a file are read, since Scheme is slow with long ones.
(define (head path n)
  (let* ((port (open-input-file path))
         (text (list->string (map (lambda (i) (read-char port)) (range 1 n)))))
    (close-input-port port)
    text))

(ll-test "a histogram as SVG, PDF and PNG"
  (lambda ()
    (let ((image (squares 'rgb)))
      (for-each
        (lambda (name)
          (figure image (append (list '(contours . 0) (cons 'histogram (ll-path name)))
                                half-um))
          (assert-true name (ll-exists? (ll-path name)))
          (assert-true "no part" (not (ll-exists? (ll-path (string-append name ".part"))))))
        '("sizes.svg" "sizes.pdf" "sizes.png"))
      (assert-contains "SVG" "<svg " (head (ll-path "sizes.svg") 100))
      (assert-contains "a size in points" "pt\"" (head (ll-path "sizes.svg") 200))
      ; The picture is one line higher than with a single class.
      (assert-equal "300 pixels an inch" '(1417 995)
        (let* ((plot (ll-image-load (ll-path "sizes.png")))
               (size (list (ll-image-width plot) (ll-image-height plot))))
          (ll-image-delete plot)
          size))
      (ll-image-delete image))))

(define (png-size name)
  (let* ((plot (ll-image-load (ll-path name)))
         (size (list (ll-image-width plot) (ll-image-height plot))))
    (ll-image-delete plot)
    size))

(define (draw-histogram image name settings)
  (figure image (append (list '(contours . 0) (cons 'histogram (ll-path name)))
                        settings half-um)))

; 300 pixels are 25.4 mm.
(ll-test "a histogram in millimetres and points; 0 stands for the default"
  (lambda ()
    (let ((image (squares 'rgb)))
      (draw-histogram image "zero.png" '((histogram-width . 0) (histogram-height . 0)
                                         (histogram-font-size . 0)))
      (assert-equal "default" '(1417 995) (png-size "zero.png"))
      (draw-histogram image "column.png" '((histogram-width . 85) (histogram-height . 60)
                                           (histogram-font-size . 7)))
      (assert-equal "85 x 60 mm" '(1004 709) (png-size "column.png"))
      (assert-error "The histogram is too small for its letters: make it at least"
        (lambda () (draw-histogram image "tiny.png" '((histogram-width . 10)))))
      (assert-true "no file" (not (ll-exists? (ll-path "tiny.png"))))
      (ll-image-delete image))))

(ll-test "text in SVG as shapes or as text"
  (lambda ()
    (let ((image (squares 'rgb)))
      (define (svg settings)
        (draw-histogram image "letters.svg"
                        (append settings '((histogram-width . 60) (histogram-font-size . 6))))
        (ll-read-file (ll-path "letters.svg")))
      (let ((shapes (svg '())) (text (svg '((svg-text . 1)))))
        (assert-true "shapes" (not (ll-contains? "Number of objects" shapes)))
        (assert-contains "text" ">Number of objects</text>" text)
        (assert-contains "a class" ">air bubble: N = 1, mean" text)
        (assert-contains "60 mm" "width=\"170.07" (substring text 0 300)))
      (ll-image-delete image))))

(ll-test "one path per class or per object"
  (lambda ()
    (let ((image (squares 'rgb)))
      (ll-fill (ll-layer image "Segmentation") ll-blue 'rectangle 60 5 12 12)
      (figure image '((contours . 0) (paths . 1) (object-paths . 1)))
      (assert-equal "one per object, by its number" '("1" "2" "3") (ll-path-names image))
      (figure image '((contours . 0) (paths . 1)))
      (assert-equal "above, one per class"
        '("Contours: air bubble" "Contours: ice crystal" "1" "2" "3") (ll-path-names image))
      (ll-image-delete image))))

(ll-test "label map and histogram as new images"
  (lambda ()
    (let* ((image (squares 'rgb))
           (before (length (ll-layers image)))
           (values (figure image '((contours . 0) (label-image . 1) (histogram-image . 1)
                                   (histogram-by . "volume"))))
           (labels (ll-get 'label-image values))
           (histogram (ll-get 'histogram-image values)))
      (assert-equal "no group" before (length (ll-layers image)))
      (assert-equal "label map" '(grey ("Label map"))
        (list (ll-image-base labels) (ll-names (ll-layers labels))))
      (assert-equal "ids" '(0 1 2 0)
        (map (lambda (place) (id-at labels (car place) (cadr place)))
             '((0 0) (10 10) (69 59) (70 60))))
      (assert-equal "layers" '("Axes" "Cumulative curve" "Bars" "Ground")
                    (ll-names (ll-layers histogram)))
      (assert-equal "size" '(1417 995)
                    (list (ll-image-width histogram) (ll-image-height histogram)))
      ; Both squares are in the only bin, and each is half of the volume.
      ; (All pixels of the layer are more than Scheme can hold in GIMP 3.)
      (ll-image-crop histogram 4 750 698 100)
      (let ((bars (ll-layer histogram "Bars")))
        (assert-colour "lower half" ll-blue (ll-pixel bars 2 700))
        (assert-colour "upper half" ll-orange (ll-pixel bars 2 200))
        (assert-near "above" 0 (alpha (ll-pixel bars 2 10)) 0))
      (ll-image-delete labels)
      (ll-image-delete histogram)
      (ll-image-delete image))))

(ll-test "a grey image becomes RGB for colours only"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (ll-train-small image (ll-layer image "micrograph") (list (cons 'weights weights)))
      (ll-image-delete image))
    (let ((image (ll-micrograph 'grey 'u8))
          (in-result '((objects . "result"))))
      (ll-predict image (ll-layer image "micrograph")
                  (list '(style . "grey") (cons 'weights weights)))
      (figure image (append '((contours . 0) (scale-bar . 1)) in-result half-um))
      (assert-equal "stays" 'grey (ll-image-base image))
      (figure image in-result)
      (assert-equal "colours" 'rgb (ll-image-base image))
      (assert-printed "converted to RGB")
      (ll-image-delete image))))

(ll-test "what fails leaves the image as it was"
  (lambda ()
    (let* ((image (squares 'rgb))
           (before (length (ll-layers image))))
      (define (refused part settings)
        (assert-error part (lambda () (figure image settings)))
        (assert-equal "layers" before (length (ll-layers image)))
        (assert-equal "paths" '() (ll-path-names image))
        (assert-equal "scale" "" (ll-image-parasite image "lazy-labels-scale")))
      (refused "There is nothing to draw" '((contours . 0)))
      (refused "A scale bar needs the scale of the image" '((scale-bar . 1)))
      (refused "must end in .png, .tif or .tiff" (list (cons 'label-map (ll-path "a.gif"))))
      (refused "must end in .svg, .pdf or .png" (list (cons 'histogram (ll-path "a.txt"))))
      (refused "none/a.png"
        (append (list (cons 'label-map (ll-path "none/a.png")) '(scale-bar . 1)) half-um))
      (refused "none/a.svg"
        (append (list (cons 'histogram (ll-path "none/a.svg")) '(paths . 1)) half-um))
      (refused "none/a.svg"
        (append (list (cons 'label-map (ll-path "spared.png"))
                      (cons 'histogram (ll-path "none/a.svg")))
                half-um))
      (assert-true "no map without its histogram" (not (ll-exists? (ll-path "spared.png"))))
      (refused "are the same file"
        (append (list (cons 'label-map (ll-path "same.png"))
                      (cons 'histogram (ll-path "same.png")))
                half-um))
      (ll-image-delete image))
    (let ((image (ll-micrograph 'rgb 'u8)))
      (assert-error "nothing to measure" (lambda () (figure image '())))
      (ll-image-delete image))))
