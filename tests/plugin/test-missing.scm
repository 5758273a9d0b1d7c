; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Pixels that aren't there: transparent, ignored or not selected.

(load (string-append ll-source "/tests/plugin/results.scm"))

(define (measure image settings)
  (ll-call 'plug-in-lazy-labels-measure (list image (ll-layer image "micrograph"))
           (append settings '((resamples . 0) (split . "components")))))

(define (predict image)
  (ll-predict image (ll-layer image "micrograph") (list (cons 'weights weights))))

; 96 x 80 pixels, of which the right third shows nothing, whatever its colour.
(define (with-hidden-part hidden)
  (let* ((image (ll-painted-micrograph))
         (layer (ll-layer image "micrograph")))
    (ll-add-alpha layer)
    (ll-fill layer hidden 'rectangle 64 0 32 80)
    (ll-erase layer 'rectangle 64 0 32 80)
    image))

; What a network that learned from an image sees in another one.
(define (learn-from image)
  (let ((path (ll-path "learned.safetensors"))
        (other (ll-micrograph 'rgb 'float)))
    (ll-train-small image (ll-layer image "micrograph") (list (cons 'weights path)))
    (ll-image-delete image)
    (ll-predict other (ll-layer other "micrograph") (list (cons 'weights path)))
    (let ((values (map (lambda (place)
                         (ll-pixel (ll-layer other "Segmentation: air bubble")
                                   (car place) (cadr place)))
                       '((20 20) (45 20) (40 60) (80 70)))))
      (ll-image-delete other)
      values)))

(ll-test "what is transparent does not change what is learned"
  (lambda ()
    (let ((opaque (learn-from (ll-painted-micrograph)))
          (black (learn-from (with-hidden-part '(0 0 0))))
          (white (learn-from (with-hidden-part '(255 255 255)))))
      (assert-printed "33.3 % of the pixels of")
      (assert-equal "probabilities" black white)
      (assert-true "others than after learning from the whole image"
                   (not (equal? opaque black))))))

(ll-test "what is transparent is not segmented, and counts for no area"
  (lambda ()
    (let ((image (with-hidden-part '(255 255 255))))
      (predict image)
      (assert-printed "33.3 % of the pixels of")
      (let ((layer (ll-layer image "Not segmented")))
        (assert-equal "opaque in the hidden part" 1.0 (list-ref (ll-pixel layer 80 40) 3))
        (assert-equal "transparent elsewhere" 0.0 (list-ref (ll-pixel layer 30 40) 3)))
      (for-each
        (lambda (name)
          (assert-equal name 0.0 (list-ref (ll-pixel (ll-layer image name) 80 40) 3)))
        probability-layers)
      (for-each (lambda (name) (ll-erase (ll-layer image name) 'rectangle 0 0 96 80))
                (cons "Segmentation: classes" probability-layers))
      (paint image "Segmentation: classes" ll-blue 10 10 20 20)
      (paint image "Segmentation: classes" ll-orange 50 40 20 20)
      (let ((values (measure image '((edge-objects . "include")))))
        (assert-equal "objects" 2 (ll-get 'objects values))
        ; The second one is cut: 14 of its 20 columns are there.
        (assert-near "area" (/ (+ 400 280) 5120) (ll-get 'area-fraction values) 1e-6))
      (let ((values (measure image '((edge-objects . "exclude")))))
        (assert-equal "whole objects" 1 (ll-get 'objects values)))
      (ll-image-delete image))))

(ll-test "a result remembers what was not selected"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (ll-select image 'ellipse 8 8 60 60)
      (predict image)
      (assert-printed "only the selected pixels are used")
      (ll-select-none image)
      (for-each (lambda (name) (ll-erase (ll-layer image name) 'rectangle 0 0 96 80))
                (cons "Segmentation: classes" probability-layers))
      (paint image "Segmentation: classes" ll-blue 28 28 20 20)
      (paint image "Segmentation: classes" ll-blue 80 60 10 10)
      (let ((values (measure image '((edge-objects . "include")))))
        (assert-equal "objects" 1 (ll-get 'objects values))
        ; The ellipse has about 900 pi pixels.
        (assert-near "area" (/ 400 2827) (ll-get 'area-fraction values) 0.002))
      (ll-image-delete image))))

(ll-test "what is painted as ignored is left out of results and of masks"
  (lambda ()
    (let ((image (squares)))
      (ll-fill (ll-layer image "Detection") ll-ignore 'rectangle 48 0 48 80)
      (for-each
        (lambda (source expected)
          (let ((values (measure image (list (cons 'objects source)
                                             '(edge-objects . "include")))))
            (assert-equal source 1 (ll-get 'objects values))
            (assert-near source expected (ll-get 'area-fraction values) 1e-6)))
        ; The detection adds 5 x 8 pixels to the square of the result.
        '("result" "layers") (list (/ 440 3840) (/ 400 3840)))
      (assert-printed "50 % of the pixels of")
      (ll-image-delete image))))

(ll-test "nothing to segment is said"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (ll-add-alpha (ll-layer image "micrograph"))
      (ll-erase (ll-layer image "micrograph") 'rectangle 0 0 96 80)
      (assert-error "There is nothing to segment" (lambda () (predict image)))
      (ll-image-delete image))))

(ll-test "an image of other brightness is pointed out"
  (lambda ()
    (let ((image (ll-image-new 96 80 'rgb 'u8)))
      (ll-fill (ll-layer-new image "micrograph" 96 80 0 0 #f) '(1 1 1) 'rectangle 0 0 96 80)
      (ll-fill (ll-layer image "micrograph") '(8 8 8) 'ellipse 8 8 28 28)
      (predict image)
      (assert-printed "much darker than those that the network has learned from")
      (ll-image-delete image))))
