; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; What a segmentation can add besides probabilities: contours and instances.

(define weights (ll-path "net.safetensors"))

; The network is trained long enough to distinguish objects from the background.
(let ((image (ll-painted-micrograph)))
  (ll-train-small image (ll-layer image "micrograph")
                  (list (cons 'weights weights) '(iterations . 150) '(width . 4)
                        '(learning-rate . 0.01)))
  (ll-image-delete image))

(define (predicted base settings)
  (let ((image (ll-micrograph base 'u8)))
    (ll-predict image (ll-layer image "micrograph")
                (append settings (list (cons 'weights weights))))
    image))

(define (result image) (ll-children (car (ll-layers image))))

(define all '((contours . 1) (instances . 1)))
(define no-probabilities '((tasks . "")))

; Rows of the image that objects lie on
(define rows '(16 22 28 56 64))
(define columns
  (let loop ((x 95) (all '())) (if (< x 0) all (loop (- x 1) (cons x all)))))

(define (alpha pixel) (car (reverse pixel)))
(define (pixels layer y) (map (lambda (x) (ll-pixel layer x y)) columns))
(define (colour pixel) (list (car pixel) (cadr pixel) (caddr pixel)))

; Returns the positions at which a pixel differs from the next one.
(define (changes values)
  (let loop ((rest values) (x 1) (found '()))
    (cond ((null? (cdr rest)) found)
          ((equal? (car rest) (cadr rest)) (loop (cdr rest) (+ x 1) found))
          (else (loop (cdr rest) (+ x 1) (cons x found))))))

(ll-test "contours and instances lie above the other layers, which are hidden"
  (lambda ()
    (let ((image (predicted 'rgb all)))
      (assert-printed "Found ")
      (assert-equal "names"
        '("Contours: air bubble" "Contours: ice crystal" "Casing" "Instances"
          "Segmentation: classes" "Detection: air bubble" "Detection: ice crystal" "Separation: interface"
          "Segmentation: air bubble" "Segmentation: ice crystal")
        (ll-names (result image)))
      (assert-equal "visible" '(#t #t #t #t #f #f #f #f #f #f)
                    (map ll-is-visible (result image)))
      (assert-near "contours' opacity" 100 (ll-opacity (car (result image))) 0.5)
      (assert-near "instances' opacity" 50 (ll-opacity (ll-layer image "Instances")) 0.5)
      (ll-image-delete image))))

(ll-test "one of them alone, without any probability"
  (lambda ()
    (let ((image (predicted 'rgb '((contours . 1) (casing . 0) (tasks . "")
                                   (classes-layer . 0)))))
      (assert-equal "names" '("Contours: air bubble" "Contours: ice crystal")
                    (ll-names (result image)))
      (ll-image-delete image))
    (let ((image (predicted 'rgb '((instances . 1) (contours . 0) (tasks . "")
                                   (classes-layer . 0)))))
      (assert-equal "names" '("Instances") (ll-names (result image)))
      (ll-image-delete image))
    (assert-error "none of the requested layers"
      (lambda ()
        (predicted 'rgb '((tasks . "") (classes-layer . 0) (contours . 0)))))))

(ll-test "contours lie where classes end, in their colour, and nowhere else"
  (lambda ()
    (let* ((image (predicted 'rgb (append all no-probabilities)))
           (objects (ll-layer image "Instances"))
           (found 0))
      (for-each
        (lambda (case)
          (let ((contours (ll-layer image (car case))))
            (for-each
              (lambda (y)
                ; Above and below as well, because borders run in any direction.
                (let ((ends (map (lambda (row) (changes (pixels objects row)))
                                 (list (- y 1) y (+ y 1))))
                      (up (pixels objects (- y 1)))
                      (here (pixels objects y))
                      (down (pixels objects (+ y 1))))
                  (for-each
                    (lambda (x)
                      (let ((pixel (ll-pixel contours x y)))
                        (if (> (alpha pixel) 0.5)
                          (begin
                            (set! found (+ found 1))
                            (for-each
                              (lambda (expected value)
                                (assert-near "colour" (/ expected 255) value 0.005))
                              (cdr case) (colour pixel))
                            (assert-true "a border is within 1.5 pixels"
                              (or (not (equal? (list-ref up x) (list-ref here x)))
                                  (not (equal? (list-ref down x) (list-ref here x)))
                                  (let near ((ends (apply append ends)))
                                    (and (pair? ends)
                                         (or (<= (abs (- (car ends) (+ x 0.5))) 1.5)
                                             (near (cdr ends)))))))))))
                    columns)))
              rows)))
        (list (cons "Contours: air bubble" ll-blue) (cons "Contours: ice crystal" ll-orange)))
      (assert-true "there are some" (> found 10))
      (assert-near "none in the middle of the crystal" 0
                   (alpha (ll-pixel (ll-layer image "Contours: ice crystal") 40 58)) 0)
      (ll-image-delete image))))

(ll-test "wider contours cover more"
  (lambda ()
    (define (cover width)
      (let* ((image (predicted 'rgb (append (list '(contours . 1) (cons 'contour-width width))
                                            no-probabilities)))
             (layer (ll-layer image "Contours: ice crystal"))
             (sum (apply + (map (lambda (y) (apply + (map alpha (pixels layer y)))) rows))))
        (ll-image-delete image)
        sum))
    (let ((thin (cover 1)) (thick (cover 4)))
      (assert-true "something" (> thin 1))
      (assert-true "more" (> thick (* 2 thin))))))

(ll-test "an object has one colour, and what touches it another"
  (lambda ()
    (let* ((image (predicted 'rgb (append all no-probabilities)))
           (objects (ll-layer image "Instances"))
           (classes (ll-layer image "Segmentation: classes"))
           (crystal (ll-pixel objects 40 58))
           (bubble (ll-pixel objects 20 20)))
      (assert-near "opaque" 1 (alpha crystal) 0)
      (assert-true "two objects" (not (equal? (colour crystal) (colour bubble))))
      (for-each
        (lambda (x) (assert-equal "the crystal" crystal (ll-pixel objects x 58)))
        '(30 34 38 42 46 50))
      (assert-near "nothing on the ground" 0 (alpha (ll-pixel objects 90 70)) 0)
      (for-each
        (lambda (y)
          (for-each
            (lambda (object class)
              (assert-true "only where a class is"
                (or (= 0 (alpha object)) (= 1 (alpha class)))))
            (pixels objects y) (pixels classes y)))
        rows)
      (ll-image-delete image))))

(ll-test "they make an RGB image of a grey one, in the grey style, too"
  (lambda ()
    (let ((image (predicted 'grey (append all '((style . "grey"))))))
      (assert-equal "base" 'rgb (ll-image-base image))
      (assert-printed "converted to RGB")
      (let ((grey (ll-pixel (ll-layer image "Segmentation: ice crystal") 40 58)))
        (assert-equal "a probability is grey" (list (car grey) (car grey) (car grey)) grey))
      (ll-image-delete image))))

(ll-test "a float image has the same lines"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'float))
          (plain (predicted 'rgb (append all no-probabilities))))
      (ll-predict image (ll-layer image "micrograph")
                  (append all no-probabilities (list (cons 'weights weights))))
      (for-each
        (lambda (x)
          (assert-near "opacity" (alpha (ll-pixel (ll-layer plain "Contours: ice crystal") x 58))
                       (alpha (ll-pixel (ll-layer image "Contours: ice crystal") x 58)) 0.01))
        columns)
      (ll-image-delete image)
      (ll-image-delete plain))))

(ll-test "an evaluation does not take them for classes"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (ll-predict image (ll-layer image "micrograph")
                  (append all (list (cons 'weights weights))))
      (let ((with (ll-get 'dice-overall (ll-evaluate image (ll-layer image "micrograph") '()))))
        (ll-remove image (ll-layer image "Instances"))
        (ll-remove image (ll-layer image "Contours: air bubble"))
        (ll-remove image (ll-layer image "Contours: ice crystal"))
        (assert-true "it is scored" (> with 0.5))
        (assert-near "the same" with
          (ll-get 'dice-overall (ll-evaluate image (ll-layer image "micrograph") '())) 1e-9))
      (ll-image-delete image))))
