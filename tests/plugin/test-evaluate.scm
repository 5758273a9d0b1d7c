; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Scores of results that are known exactly, and the layer of errors.

(load (string-append ll-source "/tests/plugin/results.scm"))

(ll-test "Dice of overlapping squares, and their objects"
  (lambda ()
    (let* ((image (squares))
           (values (evaluate image '())))
      (assert-squares values)
      (assert-equal "no interfaces" '(-1 -1)
                    (list (inexact->exact (ll-get 'separation-precision values))
                          (inexact->exact (ll-get 'separation-recall values))))
      (assert-counts '(2 2 0 0 0 0) values)
      (let ((text (ll-printed)))
        (assert-contains "text" "\"Lazy labels: net\" against" text)
        (assert-contains "text" "Dice: 0.750 overall; air bubble 0.500, ice crystal 1.000." text)
        (assert-contains "text" "No scores of interfaces" text)
        (assert-contains "text" "no scribbles, so touching objects count as one." text)
        (assert-contains "text" "Objects: 2 of 2 found, 0 missed, 0 merged, 0 split; 0 extra."
                         text))
      (ll-image-delete image))))

; Two touching objects and a scribble between them, columns 29 and 30.
(define (touching style)
  (let ((image (empty style)))
    (paint image "Segmentation" ll-blue 10 10 40 20)
    (paint image "Separation" ll-cyan 29 10 2 20)
    image))

(define (separation values)
  (list (ll-get 'separation-precision values) (ll-get 'separation-recall values)))

(ll-test "interfaces within the radius and beyond it, in both styles"
  (lambda ()
    (for-each
      (lambda (style)
        (let ((image (touching style))
              (paint-interface
                (lambda (image x)
                  (paint image "Separation: interface"
                         (if (string=? style "grey") '(255 255 255) ll-cyan) x 10 1 20))))
          (assert-equal "none found" '(-1.0 0.0)
                        (map exact->inexact (separation (evaluate image '()))))
          (paint-interface image 33)
          (assert-equal "at 3 pixels" '(1.0 1.0)
                        (map exact->inexact (separation (evaluate image '()))))
          (assert-printed "1 of the 1 found are right, precision 1.000.")
          (assert-equal "with a radius of 2" '(0.0 0.0)
                        (map exact->inexact
                             (separation (evaluate image '((radius . 2))))))
          (paint-interface image 70)
          (assert-equal "one is wrong" '(0.5 1.0)
                        (map exact->inexact (separation (evaluate image '()))))
          (ll-image-delete image)))
      '("colour" "grey"))))

(ll-test "the threshold of interfaces"
  (lambda ()
    (let ((image (touching "grey")))
      (paint image "Separation: interface" '(100 100 100) 30 10 1 20)
      (assert-equal "0.39 is none" '(-1.0 0.0)
                    (map exact->inexact (separation (evaluate image '()))))
      (assert-equal "unless asked for" '(1.0 1.0)
                    (map exact->inexact
                         (separation (evaluate image '((threshold . 0.35))))))
      (ll-image-delete image))))

(ll-test "merged, split, missed and extra objects"
  (lambda ()
    (let ((image (touching "colour"))
          (mark (lambda (image x y width height)
                  (paint image "Detection: air bubble" ll-blue x y width height))))
      (assert-counts '(2 0 2 0 0 0) (evaluate image '()))
      (mark image 14 14 30 12)
      (assert-counts '(2 0 0 2 0 0) (evaluate image '()))
      (ll-erase (ll-layer image "Detection: air bubble") 'rectangle 20 14 18 12)
      (assert-counts '(2 2 0 0 0 0) (evaluate image '()))
      (mark image 22 14 4 12)
      (assert-counts '(2 1 0 0 1 0) (evaluate image '()))
      (mark image 70 50 5 5)
      (assert-counts '(2 1 0 0 1 1) (evaluate image '()))
      ; The 25 extra pixels, and the 48 of the split, are too small now.
      (assert-counts '(2 2 0 0 0 0) (evaluate image '((smallest-object . 49))))
      (ll-image-delete image))))

(ll-test "without a detection map the classes are parted by the interfaces"
  (lambda ()
    (let ((image (touching "colour")))
      (ll-remove image (ll-layer image "Detection: air bubble"))
      (ll-remove image (ll-layer image "Detection: ice crystal"))
      (paint image "Segmentation: classes" ll-blue 10 10 40 20)
      (assert-counts '(2 0 0 2 0 0) (evaluate image '()))
      (paint image "Separation: interface" ll-cyan 30 10 1 20)
      (assert-counts '(2 2 0 0 0 0) (evaluate image '()))
      (ll-image-delete image))))

; Objects that the detection does not see, one of them cut by the edge.
(ll-test "Evaluate, Measure and Figure count the same objects"
  (lambda ()
    (let* ((image (empty "colour"))
           (call (lambda (name)
                   (ll-call name (list image (ll-layer image "micrograph"))
                            '((objects . "result"))))))
      (paint image "Segmentation" ll-blue 10 10 20 20)
      (paint image "Segmentation: classes" ll-blue 10 10 20 20)
      (paint image "Segmentation: classes" ll-blue 0 40 20 20)
      (paint image "Segmentation: classes" ll-orange 60 40 20 20)
      (assert-counts '(1 1 0 0 0 2) (evaluate image '()))
      (assert-printed "The result has 3 objects, as in Measure and Figure, 1 of them cut by the edge")
      (assert-equal "measured" 2
                    (ll-get 'objects (call 'plug-in-lazy-labels-measure)))
      (assert-printed "Found 3 objects, 1 of them cut by the edge and not measured.")
      (assert-equal "drawn" 3 (ll-get 'objects (call 'plug-in-lazy-labels-figure)))
      (assert-printed "Drew 3 objects of \"Lazy labels: net\", 1 of them cut by the edge")
      (ll-select image 'rectangle 5 5 40 40)
      (evaluate image '())
      (assert-printed "The result has 2 objects")
      (ll-image-delete image))))

(ll-test "without a layer of classes the probabilities count"
  (lambda ()
    (let ((image (squares)))
      (ll-remove image (ll-layer image "Segmentation: classes"))
      (paint image "Segmentation: air bubble" ll-blue 20 10 20 20)
      (paint image "Segmentation: ice crystal" ll-orange 50 40 20 20)
      (assert-squares (evaluate image '()))
      (ll-image-delete image))))

(ll-test "layers of older versions go by their names, copies included"
  (lambda ()
    (let ((image (squares)))
      (for-each
        (lambda (name)
          (ll-drop-layer-parasite (ll-layer image name) "lazy-labels-plane")
          (ll-rename (ll-layer image name) (string-append name " #1")))
        (cons "Segmentation: classes" probability-layers))
      (ll-drop-layer-parasite (car (ll-layers image)) "lazy-labels-classes")
      (let ((values (evaluate image '())))
        (assert-squares values)
        (assert-counts '(2 2 0 0 0 0) values))
      (ll-image-delete image))))

(ll-test "names may change where layers say what they show"
  (lambda ()
    (let ((image (squares)))
      (for-each (lambda (name) (ll-rename (ll-layer image name) "something"))
                (cons "Segmentation: classes" probability-layers))
      (assert-squares (evaluate image '()))
      (ll-image-delete image))))

(ll-test "detection marks are the reference where there are no masks"
  (lambda ()
    (let ((image (empty "colour")))
      (paint image "Detection" ll-blue 15 15 10 10)
      (paint image "Detection" ll-orange 55 45 10 10)
      (paint image "Detection: air bubble" ll-blue 12 12 12 12)
      (let ((values (evaluate image '((errors-layer . 1)))))
        (assert-counts '(2 1 1 0 0 0) values)
        (assert-equal "no Dice" -1 (inexact->exact (ll-get 'dice-overall values)))
        (assert-equal "of no class" "" (ll-get 'dice values)))
      (assert-printed "No Dice")
      (ll-image-delete image))))

(ll-test "the ignore colour, sparse layers and a selection leave pixels out"
  (lambda ()
    (let ((image (squares)))
      ; Missed and extra pixels are ignored, so that only the common part is left.
      (paint image "Segmentation" ll-ignore 10 10 10 20)
      (paint image "Segmentation" ll-ignore 30 10 10 20)
      (assert-near "ignored" 1 (ll-get 'dice-overall (evaluate image '())) 1e-9)
      (ll-image-delete image))
    (let ((image (squares)))
      (ll-select image 'rectangle 20 0 10 80)
      (let ((values (evaluate image '())))
        (assert-equal "selected" "air bubble 1.000" (ll-get 'dice values))
        (assert-counts '(1 1 0 0 0 0) values))
      (assert-printed "selected pixels only")
      (ll-image-delete image))
    (let ((image (squares)))
      (ll-annotate image (ll-layer image "micrograph") '((coverage . "sparse")))
      (assert-equal "sparse" "air bubble 0.667, ice crystal 1.000"
                    (ll-get 'dice (evaluate image '())))
      (ll-image-delete image))))

(define (assert-colour what expected layer x y)
  (for-each (lambda (part value) (assert-near what (/ part 255) value 0.002))
            expected (ll-pixel layer x y)))

(define (errors-layers image)
  (let loop ((layers (ll-children (car (ll-layers image)))) (found '()))
    (cond ((null? layers) found)
          ((ll-contains? "Errors" (ll-name (car layers)))
           (loop (cdr layers) (cons (car layers) found)))
          (else (loop (cdr layers) found)))))

(ll-test "the layer of errors, once"
  (lambda ()
    (let ((image (squares)))
      (paint image "Segmentation: classes" ll-blue 50 40 5 20)
      (paint image "Segmentation" ll-ignore 38 10 2 20)
      (evaluate image '((errors-layer . 1)))
      (let ((layer (ll-layer image "Errors: segmentation")))
        (assert-equal "on top of the result" layer (car (ll-children (car (ll-layers image)))))
        (assert-equal "size" '(96 80) (ll-size layer))
        (assert-colour "missed" '(213 94 0 255) layer 12 12)
        (assert-colour "extra" '(86 180 233 255) layer 35 12)
        (assert-colour "wrong class" '(240 228 66 255) layer 52 50)
        (for-each (lambda (place)
                    (assert-near "nothing" 0 (cadddr (ll-pixel layer (car place) (cadr place)))
                                 1e-9))
                  '((25 15) (60 50) (39 12) (0 0) (95 79))))
      (evaluate image '((errors-layer . 1)))
      (assert-equal "in the place of the earlier one" 1 (length (errors-layers image)))
      (assert-equal "name" '("Errors: segmentation") (ll-names (errors-layers image)))
      (ll-image-delete image))))

(ll-test "the active layer's result, else the topmost"
  (lambda ()
    (let ((image (squares)))
      (ll-predict image (ll-layer image "micrograph")
                  (list (cons 'weights weights) '(contours . 0)))
      (let* ((groups (ll-layers image))
             (newest (car groups)))
        (ll-erase (car (ll-children newest)) 'rectangle 0 0 96 80)
        (assert-equal "topmost" "air bubble 0.000, ice crystal 0.000"
                      (ll-get 'dice (evaluate image '())))
        (assert-squares
          (ll-evaluate image (car (ll-children (cadr groups))) '((errors-layer . 0)))))
      (ll-image-delete image))))
