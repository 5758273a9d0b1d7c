; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; One version of GIMP makes files that the other one uses.  The test test-versions defines
; ll-makes, the name of the files to make, or #f; ll-uses, the names of files that the
; other version made; and ll-compares, the names of those whose predictions are compared.

(define (file name suffix) (ll-path (string-append name suffix)))

(define tasks
  '("Detection: air bubble" "Detection: ice crystal" "Separation: interface"
    "Segmentation: air bubble" "Segmentation: ice crystal"))

; A network that has learned something, the image that it learned from, and one to segment.
(define (make name)
  (let ((image (ll-painted-micrograph)))
    (ll-train image (ll-layer image "micrograph")
              (append (list (cons 'weights (file name ".safetensors")) '(iterations . 100)
                            '(width . 8) '(learning-rate . 0.01))
                      ll-small))
    (ll-image-save image (file name ".xcf"))
    (ll-image-delete image))
  (let ((image (ll-micrograph 'rgb 'float)))
    (ll-image-save image (file name "-float.xcf"))
    (ll-image-delete image)))

(define (each-pixel visit)
  (for-each
    (lambda (layer)
      (let rows ((y 0))
        (if (< y 80)
          (let columns ((x 0))
            (if (< x 96)
              (begin (visit layer x y) (columns (+ x 3)))
              (rows (+ y 3)))))))
    tasks))

; The probabilities of an image that is 32-bit float, in the order of each-pixel.
(define (probabilities name)
  (let* ((image (ll-image-load (file name "-float.xcf")))
         (all '()))
    (ll-predict image (ll-layer image "micrograph")
                (list (cons 'weights (file name ".safetensors")) '(style . "grey") '(classes-layer . 0)))
    (let ((layers (map (lambda (name) (cons name (ll-layer image name))) tasks)))
      (each-pixel
        (lambda (name x y)
          (set! all (cons (car (ll-pixel (cdr (assoc name layers)) x y)) all)))))
    (ll-image-delete image)
    (reverse all)))

(define (read-list path)
  (let* ((port (open-input-file path))
         (all (read port)))
    (close-input-port port)
    all))

(define (largest-difference a b)
  (let loop ((a a) (b b) (largest 0))
    (if (null? a)
      largest
      (loop (cdr a) (cdr b) (max largest (abs (- (car a) (car b))))))))

(if ll-makes
  (ll-test (string-append ll-makes ": a network is trained, an annotated image saved")
    (lambda () (make ll-makes))))

(for-each
  (lambda (name)
    (ll-test (string-append name ".xcf: classes and roles are found")
      (lambda ()
        (let ((image (ll-image-load (file name ".xcf"))))
          (assert-contains "classes" "ice crystal"
                           (ll-image-parasite image "lazy-labels-classes"))
          (for-each
            (lambda (layer role)
              (assert-equal layer role
                            (ll-layer-parasite (ll-layer image layer) "lazy-labels-role")))
            '("Detection" "Separation" "Segmentation" "micrograph" "Lazy labels")
            '("detection" "separation" "segmentation" "micrograph" "annotations"))
          (ll-image-delete image))))

    (ll-test (string-append name ".xcf: its marks are learned from, with its weights as start")
      (lambda ()
        (let ((image (ll-image-load (file name ".xcf"))))
          (ll-printed)
          (ll-train-small image (ll-layer image "micrograph")
                          (list (cons 'start (file name ".safetensors"))))
          (let ((printed (ll-printed)))
            (assert-contains "printed" "air bubble 3.33 %, ice crystal 5.1 %" printed)
            (assert-contains "printed" "interface 0.833 %" printed))
          (ll-image-delete image))))

    (ll-test (string-append name ".safetensors: the weights are loaded")
      (lambda ()
        (assert-equal "classes" "air bubble, ice crystal"
                      (ll-get 'classes (ll-load-weights (file name ".safetensors")))))))
  ll-uses)

(for-each
  (lambda (name)
    (ll-test (string-append name ".safetensors: probabilities")
      (lambda ()
        (let ((ours (probabilities name))
              (theirs (file name ".probabilities")))
          (if (ll-exists? theirs)
            (let ((difference (largest-difference ours (read-list theirs))))
              (ll-report (string-append
                           "# " name ".safetensors: the largest difference between GIMP "
                           (read-list (ll-path "version")) " and " (car (gimp-version))
                           " is " (number->string difference) " (of "
                           (number->string (length ours)) " probabilities from "
                           (number->string (apply min ours)) " to "
                           (number->string (apply max ours)) ")"))
              (assert-near "the largest difference" 0 difference 1e-5))
            (begin
              (ll-write-file (ll-path "version") (ll-text (car (gimp-version))))
              (ll-write-file theirs (ll-text ours))))))))
  ll-compares)
