; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; A segmentation that test-kill-predict kills in the middle, and another one.

(define (train name settings)
  (let ((image (ll-painted-micrograph)))
    (ll-train-small image (ll-layer image "micrograph")
                    (append settings (list (cons 'weights (ll-path name)) '(iterations . 1))))
    (ll-image-delete image)))

; About a minute for the image below.
(train "slow.safetensors" '((width . 64) (levels . 3) (patch . 64) (batch . 1)))
(train "net.safetensors" '())

(define (segment image weights settings)
  (ll-predict image (ll-layer image "micrograph")
              (append settings (list (cons 'weights (ll-path weights)) '(contours . 1)
                                     '(instances . 1)))))

(ll-test "a segmentation that is killed leaves the image as it was"
  (lambda ()
    ; The image is grey, to see whether it is converted to RGB.
    (let ((image (ll-image-new 1200 900 'grey 'u8)))
      (ll-layer-new image "micrograph" 1200 900 0 0 #f)
      (gimp-image-clean-all image)
      (ll-write-file (ll-path "started") "")
      (let ((killed (catch 'killed
                      (segment image "slow.safetensors" '((batch . 1) (threads . 1))))))
        (ll-write-file (ll-path "returned") "")
        (assert-equal "what became of it" 'killed killed))
      (assert-equal "layers" '("micrograph") (ll-names (ll-layers image)))
      (assert-equal "base" 'grey (ll-image-base image))
      (assert-equal "no change to be saved" FALSE (car (gimp-image-is-dirty image)))
      (ll-image-delete image))))

(ll-test "the next one works"
  (lambda ()
    (let ((image (ll-micrograph 'grey 'u8)))
      (segment image "net.safetensors" '())
      (assert-equal "layers" '("Lazy labels: net" "micrograph") (ll-names (ll-layers image)))
      (ll-image-delete image))))
