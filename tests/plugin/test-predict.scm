; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; The layers that a network makes of a micrograph.

(define weights (ll-path "net.safetensors"))
(define with-weights (list (cons 'weights weights)))

; The network is trained long enough to distinguish objects from the background.
(let ((image (ll-painted-micrograph)))
  (ll-train-small image (ll-layer image "micrograph")
                  (append with-weights '((iterations . 150) (width . 4) (learning-rate . 0.01))))
  (ll-image-delete image))

(define (predicted base precision settings)
  (let ((image (ll-micrograph base precision)))
    (ll-predict image (ll-layer image "micrograph") (append settings with-weights))
    image))

(define contour-names '("Contours: air bubble" "Contours: ice crystal" "Casing"))
(define all-names
  '("Segmentation: classes" "Detection: air bubble" "Detection: ice crystal"
    "Separation: interface" "Segmentation: air bubble" "Segmentation: ice crystal"))

(define places '((4 4) (20 20) (46 22) (34 22) (40 60) (90 70) (0 79) (95 0)))

(define (at layer place)
  (ll-pixel layer (car place) (cadr place)))

(define (alpha layer place) (car (reverse (at layer place))))

(ll-test "a group with a layer for each class of each task"
  (lambda ()
    (let* ((image (ll-micrograph 'rgb 'u8))
           (group (ll-predict image (ll-layer image "micrograph") with-weights)))
      (assert-equal "group" (list "Lazy labels: net" "micrograph") (ll-names (ll-layers image)))
      (assert-equal "the returned one" group (car (ll-layers image)))
      (assert-equal "names" (append contour-names all-names) (ll-names (ll-children group)))
      (for-each (lambda (layer) (assert-equal "size" '(96 80) (ll-size layer)))
                (ll-children group))
      (assert-equal "visible" '(#t #t #t #f #f #f #f #f #f)
                    (map ll-is-visible (ll-children group)))
      (assert-near "classes' opacity" 40
                   (ll-opacity (ll-layer image "Segmentation: classes")) 0.5)
      (ll-image-delete image))))

(ll-test "without contours the classes are seen, without classes the probabilities"
  (lambda ()
    (let ((visible (lambda (settings)
                     (let* ((image (predicted 'rgb 'u8 (cons '(contours . 0) settings)))
                            (seen (map ll-is-visible (ll-children (car (ll-layers image))))))
                       (ll-image-delete image)
                       seen))))
      (assert-equal "classes" '(#t #f #f #f #f #f) (visible '()))
      (assert-equal "masks" '(#f #f #f #t #t) (visible '((classes-layer . 0))))
      (assert-equal "marks" '(#t #t)
                    (visible '((classes-layer . 0) (tasks . "detection")))))))

(ll-test "paint, earlier results and figures are hidden when a result arrives"
  (lambda ()
    (let* ((image (ll-painted-micrograph))
           (segment (lambda ()
                      (ll-predict image (ll-layer image "micrograph") with-weights)))
           (first (segment)))
      (define (visible) (map ll-is-visible (ll-layers image)))
      (assert-equal "paint" '(#t #f #t) (visible))
      (assert-equal "its layers keep their eyes" '(#t #t #t)
                    (map ll-is-visible (ll-children (cadr (ll-layers image)))))
      (ll-call 'plug-in-lazy-labels-figure (list image (ll-layer image "micrograph")) '())
      (assert-equal "a figure hides the result" '(#t #f #f #t) (visible))
      (segment)
      (assert-equal "a result hides all" '(#t #f #f #f #t) (visible))
      (ll-evaluate image (car (ll-children first)) '((errors-layer . 1)))
      (assert-equal "errors show their result" '(#t #f #t #f #t) (visible))
      (ll-image-delete image))))

(ll-test "the network has learned something"
  (lambda ()
    (let ((image (predicted 'rgb 'u8 '())))
      (assert-true "object against ground"
        (> (alpha (ll-layer image "Segmentation: air bubble") '(20 20))
           (alpha (ll-layer image "Segmentation: air bubble") '(90 70))))
      (ll-image-delete image))))

(ll-test "in float, grey values are opacities, sums are at most 1, classes the largest"
  (lambda ()
    (let* ((grey (predicted 'rgb 'float '((style . "grey"))))
           (colour (predicted 'rgb 'float '()))
           (classes (ll-layer colour "Segmentation: classes")))
      (for-each
        (lambda (place)
          (for-each
            (lambda (name)
              (let ((value (at (ll-layer grey name) place)))
                (assert-near name (alpha (ll-layer colour name) place) (car value) 1e-5)
                (assert-true "not below 0" (>= (car value) 0))
                (assert-true "not above 1" (<= (car value) 1))
                (assert-equal "grey" (list (car value) (car value) (car value)) value)))
            (cdr all-names))
          (let* ((air (car (at (ll-layer grey "Segmentation: air bubble") place)))
                 (ice (car (at (ll-layer grey "Segmentation: ice crystal") place)))
                 (rest (- 1 air ice)))
            (assert-true "the rest is not negative" (>= rest -1e-5))
            (assert-near "opaque where an object is most probable"
                         (if (> (max air ice) rest) 1 0) (alpha classes place) 1e-5)
            (if (> (max air ice) rest)
              (assert-near "its red" (/ (if (> air ice) 0 230) 255) (car (at classes place))
                           0.01))))
        places)
      (ll-image-delete grey)
      (ll-image-delete colour))))

(ll-test "8 and 16 bit, and linear precision, hold the same probabilities"
  (lambda ()
    (let ((exact (predicted 'rgb 'float '((style . "grey")))))
      (for-each
        (lambda (case)
          (let ((image (predicted 'rgb (car case) '((style . "grey")))))
            (for-each
              (lambda (place)
                (for-each
                  (lambda (name)
                    (assert-near name (car (at (ll-layer exact name) place))
                                 (car (at (ll-layer image name) place)) (cdr case)))
                  (cdr all-names)))
              places)
            (ll-image-delete image)))
        '((u8 . 0.003) (u16 . 0.001) (float-linear . 0.001)))
      (ll-image-delete exact))))

(ll-test "colour style has the classes' colours"
  (lambda ()
    (let ((image (predicted 'rgb 'u8 '())))
      (for-each
        (lambda (case)
          (let ((colour (at (ll-layer image (car case)) '(20 20))))
            (for-each (lambda (expected value) (assert-near (car case) (/ expected 255) value 0.005))
                      (cdr case) (list (car colour) (cadr colour) (caddr colour)))))
        (list (cons "Detection: air bubble" ll-blue)
              (cons "Segmentation: ice crystal" ll-orange)
              (cons "Separation: interface" ll-cyan)))
      (ll-image-delete image))))

(ll-test "a grey image becomes RGB for colours, and stays grey for grey"
  (lambda ()
    (let ((colour (predicted 'grey 'u8 '())))
      (assert-equal "base" 'rgb (ll-image-base colour))
      (assert-printed "converted to RGB")
      (ll-image-delete colour))
    (let ((grey (predicted 'grey 'u8 '((style . "grey")))))
      (assert-equal "base" 'grey (ll-image-base grey))
      (assert-equal "contours" '(2 #t)
        (let ((layer (ll-layer grey "Contours: air bubble")))
          (list (length (at layer '(20 20))) (ll-is-visible layer))))
      (assert-equal "one component" 1
                    (length (at (ll-layer grey "Detection: air bubble") '(20 20))))
      (ll-image-delete grey))))

(ll-test "an indexed image becomes RGB"
  (lambda ()
    (for-each
      (lambda (style)
        (let ((image (ll-micrograph 'rgb 'u8)))
          (ll-image-make-indexed image)
          (ll-predict image (ll-layer image "micrograph")
                      (cons (cons 'style style) with-weights))
          (assert-equal "base" 'rgb (ll-image-base image))
          (ll-image-delete image)))
      '("colour" "grey"))))

(ll-test "only the tasks that were asked for"
  (lambda ()
    (let ((image (predicted 'rgb 'u8 '((tasks . " Separation ,segmentation")
                                       (classes-layer . 0) (contours . 0)))))
      (assert-equal "names"
                    '("Separation: interface" "Segmentation: air bubble" "Segmentation: ice crystal")
                    (ll-names (ll-children (car (ll-layers image)))))
      (ll-image-delete image))))

(ll-test "other patches and batches give nearly the same"
  (lambda ()
    (let ((first (predicted 'rgb 'float '((style . "grey") (batch . 1) (threads . 2))))
          (second (predicted 'rgb 'float '((style . "grey") (batch . 7) (threads . 1)))))
      (for-each
        (lambda (place)
          (assert-near "probability" (car (at (ll-layer first "Detection: air bubble") place))
                       (car (at (ll-layer second "Detection: air bubble") place)) 1e-4))
        places)
      (ll-image-delete first)
      (ll-image-delete second)
      (ll-image-delete (predicted 'rgb 'u8 '((patch . 64)))))))
