; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Training on the given image: what it returns, writes, prints and resumes from.

(define image (ll-painted-micrograph))
(define micrograph (ll-layer image "micrograph"))
(define weights (ll-path "first.safetensors"))

(define (train settings)
  (ll-train-small image micrograph settings))

(ll-test "returns what was done and writes the weights"
  (lambda ()
    (let ((values (train (list (cons 'weights weights)))))
      (assert-equal "weights" weights (ll-get 'weights values))
      (assert-equal "iterations" 3 (ll-get 'iterations values))
      (assert-true "loss > 0" (> (ll-get 'loss values) 0))
      (assert-true "loss < 10" (< (ll-get 'loss values) 10))
      (assert-near "dice, without validation" -1 (ll-get 'dice values) 0)
      (assert-true "the file is there" (ll-exists? weights))
      (assert-true "no checkpoint is left"
                   (not (ll-exists? (string-append weights ".checkpoint")))))))

(ll-test "prints first what it found"
  (lambda ()
    (train (list (cons 'weights weights)))
    (let ((printed (ll-printed)))
      (assert-contains "printed" "1 image: 1 with detection marks, 1 with separation scribbles, 1 with masks"
                       printed)
      (assert-contains "printed" "Detection: air bubble 3.33 %, ice crystal 5.1 % of the pixels"
                       printed)
      (assert-contains "printed" "Separation: interface 0.833 %" printed)
      (assert-contains "printed" "Validation: no image can be spared" printed))))

(ll-test "without a file the network becomes the current one only"
  (lambda ()
    (let ((path (ll-get 'weights (train '()))))
      (assert-contains "path" "lazy-labels/current.safetensors" path)
      (assert-true "the file is there" (ll-exists? path)))))

(ll-test "the same seed gives the same network, another one another"
  (lambda ()
    (let ((first (ll-get 'loss (train '((seed . 7)))))
          (again (ll-get 'loss (train '((seed . 7)))))
          (other (ll-get 'loss (train '((seed . 8))))))
      (assert-near "loss" first again 0)
      (assert-true "another seed differs" (not (= first other))))))

(ll-test "minutes alone limit it"
  (lambda ()
    (let ((values (train '((iterations . 0) (minutes . 0.01)))))
      (assert-true "iterations" (>= (ll-get 'iterations values) 1)))))

(ll-test "starts from weights"
  (lambda ()
    (let ((before (ll-get 'loss (train (list (cons 'weights weights) '(iterations . 60)
                                             '(schedule . "constant") '(learning-rate . 0.01)))))
          (fresh (ll-get 'loss (train '((iterations . 1)))))
          (after (ll-get 'loss (train (list (cons 'start weights) '(iterations . 1))))))
      (assert-true "it had learned" (< before fresh))
      (assert-true "and goes on from there" (< after fresh)))))

(ll-test "a start brings its own shape, and its classes must be the image's"
  (lambda ()
    (let ((other (ll-micrograph 'rgb 'u8)))
      (train (list (cons 'start weights) '(width . 5) '(levels . 4)))
      (ll-annotate other (ll-layer other "micrograph") '((classes . "grain")))
      (ll-fill (ll-layer other "Detection") ll-blue 'rectangle 14 14 16 16)
      (assert-error "has the classes \"air bubble, ice crystal\""
        (lambda () (ll-train-small other (ll-layer other "micrograph")
                                   (list (cons 'start weights)))))
      (ll-image-delete other))))

(ll-test "resume with nothing to resume says so and starts afresh"
  (lambda ()
    (let ((values (train (list (cons 'weights (ll-path "fresh.safetensors")) '(resume . 1)))))
      (assert-equal "iterations" 3 (ll-get 'iterations values))
      (assert-printed "There is no interrupted training"))))

(ll-test "a network of a single task, of masks or of marks"
  (lambda ()
    (for-each
      (lambda (network)
        (for-each
          (lambda (task)
            (assert-equal "iterations" 3
              (ll-get 'iterations (train (list (cons 'network network) (cons 'task task))))))
          '("segmentation" "detection")))
      '("single-task" "mdu-net"))))

; There are only marks, from which masks are inferred.
(define (train-marks labels settings)
  (let ((marked (car (gimp-image-duplicate image))))
    (ll-erase (ll-layer marked "Segmentation") 'rectangle 0 0 96 80)
    (let ((values (ll-train-small marked (ll-layer marked "micrograph")
                                  (cons (cons 'labels labels) settings))))
      (assert-near "nothing is painted" 0
                   (list-ref (ll-pixel (ll-layer marked "Segmentation") 22 22) 3) 0)
      (ll-image-delete marked)
      values)))

(define (train-pseudo settings)
  (train-marks "pseudo" settings))

(ll-test "certain labels: what marks say of masks"
  (lambda ()
    (let ((loss (lambda (labels)
                  (ll-get 'loss (train-marks labels '((iterations . 2) (seed . 3)))))))
      (assert-true "another loss" (> (abs (- (loss "certain") (loss "painted"))) 1e-6))
      (assert-printed "Certain labels were inferred from the marks of 1 image."))))

(ll-test "pseudo labels: masks that grow from marks, for any network"
  (lambda ()
    (for-each
      (lambda (network)
        (assert-equal "iterations" 3
          (ll-get 'iterations (train-pseudo (list (cons 'network network)))))
        (assert-printed "Grew masks from the detection marks of 1 image in "))
      '("multi-task" "single-task" "mdu-net"))))

(ll-test "they are the same each time, and no image with masks gets them"
  (lambda ()
    (let ((settings '((network . "single-task") (seed . 3))))
      (assert-near "loss" (ll-get 'loss (train-pseudo settings))
                   (ll-get 'loss (train-pseudo settings)) 0)
      (assert-near "loss, with masks" (ll-get 'loss (train settings))
                   (ll-get 'loss (train (cons '(labels . "pseudo") settings))) 0)
      (assert-printed "No masks were grown"))))

; Section 4.1 of the paper.
(define paper
  '((new-network . 1) (labels . "painted") (levels . 6) (blocks . 4) (patch . 256)
    (rescale . 0) (same-brightness . 1) (batch . 16) (learning-rate . 0.0002)
    (schedule . "constant") (interface-weight . 1) (masked-share . 0)))

(ll-test "the paper's recipe is its settings, whatever else is set"
  (lambda ()
    (let* ((large (car (gimp-image-duplicate image)))
           (loss (lambda (settings)
                   (ll-get 'loss (ll-train-small large (ll-layer large "micrograph")
                                                 (cons '(iterations . 2) settings))))))
      (gimp-image-scale large 192 160)
      (ll-printed)
      (let* ((recipe (loss '((as-in-paper . 1) (schedule . "cosine") (batch . 1))))
             (text (ll-printed)))
        (assert-contains "the recipe" "The recipe is the paper's" text)
        (assert-contains "the network" "The network is new: width 2, 6 levels, patches of 256."
                         text)
        (assert-near "the same loss" (loss paper) recipe 0))
      (ll-image-delete large))))

(ll-test "all settings are taken"
  (lambda ()
    (assert-equal "iterations" 2
      (ll-get 'iterations
        (train '((schedule . "constant") (iterations . 2) (detection-weight . 0.5)
                 (separation-weight . 2) (segmentation-weight . 0) (interface-weight . 10)
                 (masked-share . 1) (validation-share . 0) (augment . 0) (threads . 2)
                 (learning-rate . 0.01) (levels . 2) (blocks . 1) (batch . 1)
                 (patch . 16)))))))

(define (train-dots coverage)
  (let* ((image (ll-micrograph 'rgb 'u8)) (layer (ll-layer image "micrograph")))
    (ll-annotate image layer (list (cons 'coverage coverage)))
    (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 20 20 3 3)
    (ll-fill (ll-layer image "Detection") ll-orange 'rectangle 40 60 3 3)
    (ll-fill (ll-layer image "Detection") '(0 0 0) 'rectangle 60 20 3 3)
    (ll-printed)
    (ll-train-small image layer '())
    (ll-image-delete image)
    (ll-printed)))

(ll-test "few marks on a complete layer are pointed out, on a sparse one they are not"
  (lambda ()
    (assert-contains "complete" "Everything unpainted on Detection counts as background: 2 marks."
                     (train-dots "complete"))
    (assert-equal "sparse" #f (ll-contains? "counts as background" (train-dots "sparse")))))
