; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; One training of the test test-kill-resume, which defines ll-step, and
; ll-planned once the first step has measured it, and ll-before, the iteration of
; the checkpoint.  All three trainings have the same arguments.

(define image (ll-painted-micrograph))

(define (train settings)
  (ll-train image (ll-layer image "micrograph")
            (append settings (list (cons 'weights (ll-path "net.safetensors")) '(width . 4)
                                   '(levels . 3) '(blocks . 2) '(patch . 64) '(batch . 4)
                                   '(threads . 1)))))

(ll-test (symbol->string ll-step)
  (lambda ()
    (case ll-step
      ; How many iterations this machine makes in five seconds
      ((measure)
       (ll-write-file (ll-path "measured")
         (number->string
           (ll-get 'iterations (train '((iterations . 0) (minutes . 0.0833)
                                        (schedule . "constant")))))))
      ; Killed before its end
      ((interrupt)
       (train (list (cons 'iterations ll-planned)))
       (ll-write-file (ll-path "came-to-its-end") ""))
      ((resume)
       (ll-printed)
       (assert-equal "iterations" ll-planned
         (ll-get 'iterations (train (list (cons 'iterations ll-planned) '(resume . 1)))))
       (let ((printed (ll-printed)))
         (assert-contains "printed" "Resuming the interrupted training" printed)
         ; Fifteen seconds after a fresh start it would not have come that far.
         (assert-true "the first iteration shown is later than the checkpoint"
           (> (ll-number-after "Iteration " printed) ll-before)))))))
