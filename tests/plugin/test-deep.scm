; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Files of deep pictures, and of colours in other forms, as GIMP opens them: a network learns from
; them, and sees in them, what it does with their twins of 8 bits.  tests/formats/make-deep makes
; them.

(load (string-append ll-source "/tests/plugin/microscope-files.scm"))

(define (load-deep name)
  (load-micrograph (string-append "deep-" name ".tif")))

;; Training

; There are few iterations, because each of them amplifies a difference in the last digit.
(define (loss-of name)
  (let ((image (load-deep name)))
    (ll-annotate image (ground image) '())
    (ll-paint-weak image)
    (ll-paint-masks image)
    (let ((values (ll-train-small image (ground image) '((iterations . 4)))))
      (ll-image-delete image)
      (ll-get 'loss values))))

(define plain-loss (loss-of "plain"))
(define colour-loss (loss-of "plain-rgb"))

(ll-test "another picture has another loss"
  (lambda ()
    (assert-true "they differ" (> (abs (- plain-loss colour-loss)) 0.002))))

;; Segmentation, by a network that has learned from the plain picture

(define (learn name file)
  (let ((image (load-deep name)))
    (ll-annotate image (ground image) '())
    (ll-paint-weak image)
    (ll-paint-masks image)
    (ll-train-small image (ground image)
                    (list (cons 'weights file) '(iterations . 150) '(width . 4)
                          '(learning-rate . 0.01) '(same-brightness . 1)))
    (ll-image-delete image)
    file))

(define plain-net (learn "plain" (ll-path "plain.safetensors")))
(define colour-net (learn "plain-rgb" (ll-path "colour.safetensors")))

(define places '((4 4) (21 21) (46 22) (34 22) (40 60) (90 70) (10 75) (80 30) (8 20) (30 30)))

; A layer holds probabilities in the light of its image.
(define (float-of image)
  (if (memv (car (gimp-image-get-precision image))
            (map (lambda (name) (cdr (assq name ll-precisions)))
                 '(u8-linear u16-linear float-linear)))
    'float-linear
    'float))

; Probabilities at some places.
(define (seen image net)
  (ll-predict image (ground image)
              (list (cons 'weights net) '(style . "grey") '(contours . 0)
                    '(tasks . "segmentation") '(classes-layer . 0)))
  (ll-image-set-precision image (float-of image))
  (let ((layer (ll-layer image "Segmentation: air bubble")))
    (map (lambda (place) (car (ll-pixel layer (car place) (cadr place)))) places)))

(define (seen-in name net)
  (let* ((image (load-deep name)) (result (seen image net)))
    (ll-image-delete image)
    result))

(define plain-seen (seen-in "plain" plain-net))
(define colour-seen (seen-in "plain-rgb" colour-net))

(ll-test "the network has learned something"
  (lambda ()
    (assert-true "object against ground"
                 (> (list-ref plain-seen 1) (+ 0.3 (list-ref plain-seen 0))))
    (assert-true "in colours" (> (list-ref colour-seen 1) (+ 0.3 (list-ref colour-seen 0))))))

(define (test-twin name colour loss-margin seen-margin)
  (ll-test name
    (lambda ()
      (assert-near "loss" (if colour colour-loss plain-loss) (loss-of name) loss-margin)
      (for-each (lambda (wanted found) (assert-near "probability" wanted found seen-margin))
                (if colour colour-seen plain-seen)
                (seen-in name (if colour colour-net plain-net))))))

; Stretching by percentiles comes as close as they are.
(for-each (lambda (name) (test-twin name #f 0.002 0.03))
  '("10-in-16" "12-in-16" "12-in-16-big" "14-in-16" "16-in-16" "low-in-16" "16-in-32" "32"
    "half" "double" "float-unit" "float-255" "float-65535" "float-negative" "float-tiny"
    "float-huge" "float-far" "grey-alpha" "white-is-zero" "profile-grey" "linear-grey"))

(for-each (lambda (name) (test-twin name #t 0.002 0.03))
  '("16-rgb" "alpha" "profile" "linear"))

; GIMP opens signed numbers as brighter ones, which could be the picture's brightness.
(ll-test "signed"
  (lambda () (assert-near "loss" plain-loss (loss-of "signed") 0.002)))

; The twin has the colours that GIMP makes of inks without a profile.
(ll-test "cmyk"
  (lambda ()
    (assert-near "loss" (loss-of "cmyk-twin") (loss-of "cmyk") 0.002)
    (for-each (lambda (wanted found) (assert-near "probability" wanted found 0.03))
              (seen-in "cmyk-twin" colour-net) (seen-in "cmyk" colour-net))))

; Pixels that are not numbers are left out, so that a few values differ.
(test-twin "float-nan" #f 0.01 0.05)

;; What can't be seen on the screen

(define (said name)
  (let ((image (load-deep name)))
    (ll-printed)
    (seen image plain-net)
    (let ((text (ll-printed)))
      (ll-image-delete image)
      text)))

(ll-test "a picture that looks black or white gets a sentence"
  (lambda ()
    (for-each
      (lambda (case)
        (assert-contains (car case) (cadr case) (said (car case))))
      '(("12-in-16" "looks black, because GIMP shows 0 as black and 1 as white")
        ("float-tiny" "looks black")
        ("float-255" "looks white")
        ("float-negative" "looks black or white")))
    (for-each
      (lambda (name)
        (assert-true name (not (ll-contains? "looks" (said name)))))
      '("plain" "16-in-16" "float-unit"))
    (let ((image (load-deep "12-in-16")))
      (ll-printed)
      (ll-annotate image (ground image) '())
      (assert-printed "looks black")
      (ll-paint-masks image)
      (ll-train-small image (ground image) '())
      (assert-printed "looks black")
      (ll-image-delete image))))

(ll-test "masks grow as in the plain picture"
  (lambda ()
    (define (grown name)
      (let ((image (load-deep name)))
        (ll-annotate image (ground image) '())
        (ll-paint-weak image)
        (ll-call 'plug-in-lazy-labels-grow-masks (list image (ground image)) '())
        (ll-image-set-precision image 'float)
        (let* ((layer (ll-layer image "Segmentation"))
               (opaque (map (lambda (place)
                              (> (car (reverse (ll-pixel layer (car place) (cadr place)))) 0.5))
                            places)))
          (ll-image-delete image)
          opaque)))
    (let ((plain (grown "plain")))
      (assert-true "on the disc" (list-ref plain 1))
      (assert-true "not on the ground" (not (list-ref plain 0)))
      (for-each (lambda (name) (assert-equal name plain (grown name)))
                '("12-in-16" "float-negative" "float-tiny")))))

;; Stacks

(define (segment-pages image settings)
  (ll-printed)
  (ll-call 'plug-in-lazy-labels-predict (list image (ground image))
           (append settings (list (cons 'weights plain-net) '(contours . 1)
                                  '(tasks . "detection, segmentation")))))

(ll-test "all pages of a stack, or one"
  (lambda ()
    (let* ((image (load-deep "stack"))
           (one (ll-get 'objects (segment-pages image '())))
           (layers (length (ll-layers image))))
      (assert-true "some objects" (> one 0))
      (assert-equal "one group" 4 layers)
      (assert-printed "has 2 more layers besides")
      (ll-image-delete image))
    (let* ((image (load-deep "stack"))
           (page (ll-names (ll-layers image)))
           (values (segment-pages image '((all-pages . 1))))
           (groups (ll-names (ll-layers image))))
      (assert-equal "three groups" 6 (length groups))
      (assert-equal "the chosen page on top" (ll-get 'group values) (car (ll-layers image)))
      (for-each
        (lambda (group name)
          (assert-equal "name" (string-append "Lazy labels: plain (" name ")") group))
        (list (list-ref groups 0) (list-ref groups 1) (list-ref groups 2))
        (reverse page))
      (assert-printed "on \"")
      ; Each belongs to its page, which is not the lowest layer.
      (ll-call 'plug-in-lazy-labels-measure (list image (list-ref (ll-layers image) 1))
               '((resamples . 0)))
      (assert-true "no other micrograph"
                   (not (ll-contains? "looks different" (ll-printed))))
      (assert-true "the first and the last are alike"
        (let ((count (lambda (k)
                       (ll-get 'objects (ll-call 'plug-in-lazy-labels-measure
                                                 (list image (list-ref (ll-layers image) k))
                                                 '((resamples . 0)))))))
          (= (count 0) (count 2))))
      (ll-image-delete image))))
