; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Painted results, whose scores are known exactly, for the tests of the evaluation.

(define weights (ll-path "net.safetensors"))

(let ((image (ll-painted-micrograph)))
  (ll-train-small image (ll-layer image "micrograph") (list (cons 'weights weights)))
  (ll-image-delete image))

(define probability-layers
  '("Detection: air bubble" "Detection: ice crystal" "Separation: interface"
    "Segmentation: air bubble" "Segmentation: ice crystal"))

; A micrograph with annotation layers and a result, both empty.
(define (save-empty style)
  (let ((image (ll-micrograph 'rgb 'u8)))
    (ll-annotate image (ll-layer image "micrograph") '())
    (ll-predict image (ll-layer image "micrograph")
                (list (cons 'weights weights) (cons 'style style) '(contours . 0)))
    (ll-erase (ll-layer image "Segmentation: classes") 'rectangle 0 0 96 80)
    (for-each (lambda (name)
                (if (string=? style "grey")
                  (ll-fill (ll-layer image name) '(0 0 0) 'rectangle 0 0 96 80)
                  (ll-erase (ll-layer image name) 'rectangle 0 0 96 80)))
              probability-layers)
    (ll-image-save image (ll-path (string-append style ".xcf")))
    (ll-image-delete image)))

(save-empty "colour")
(save-empty "grey")

(define (empty style)
  (ll-image-load (ll-path (string-append style ".xcf"))))

(define (paint image name colour x y width height)
  (ll-fill (ll-layer image name) colour 'rectangle x y width height))

(define (evaluate image settings)
  (ll-evaluate image (ll-layer image "micrograph") (append settings '((errors-layer . 0)))))

; One square overlaps by half, the other one is identical: 0.5, 1 and 0.75.
(define (paint-squares image)
  (paint image "Segmentation" ll-blue 10 10 20 20)
  (paint image "Segmentation" ll-orange 50 40 20 20)
  (paint image "Segmentation: classes" ll-blue 20 10 20 20)
  (paint image "Segmentation: classes" ll-orange 50 40 20 20)
  (paint image "Detection: air bubble" ll-blue 15 15 8 8)
  (paint image "Detection: ice crystal" ll-orange 55 45 8 8))

(define (squares)
  (let ((image (empty "colour")))
    (paint-squares image)
    image))

(define count-names '(objects found missed merged split extra))

(define (assert-counts expected values)
  (assert-equal "counts" expected (map (lambda (name) (ll-get name values)) count-names)))

(define (assert-squares values)
  (assert-near "overall" 0.75 (ll-get 'dice-overall values) 1e-9)
  (assert-equal "classes" "air bubble 0.500, ice crystal 1.000" (ll-get 'dice values)))
