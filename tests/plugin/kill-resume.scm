; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; One training of the test test-kill-resume, which defines ll-step, ll-planned, and ll-before, the
; iteration of the checkpoint.  All trainings have the same arguments but for their numbers of
; iterations.

(define image (ll-painted-micrograph))

(define (train settings)
  (ll-train image (ll-layer image "micrograph")
            (append settings (list (cons 'weights (ll-path "net.safetensors")) '(width . 4)
                                   '(levels . 3) '(blocks . 2) '(patch . 64) '(batch . 4)
                                   '(threads . 1)))))

(ll-test (symbol->string ll-step)
  (lambda ()
    (case ll-step
      ; Killed before its end
      ((interrupt)
       (train (list (cons 'iterations ll-planned)))
       (ll-write-file (ll-path "came-to-its-end") ""))
      ; While the other one runs
      ((second)
       (assert-error "Another training writes to"
         (lambda () (train '((iterations . 3))))))
      ; A new one that leaves alone what lies there
      ((anew)
       (ll-printed)
       (assert-equal "iterations" 3 (ll-get 'iterations (train '((iterations . 3)))))
       (let ((printed (ll-printed)))
         (assert-contains "printed" "An interrupted training of " printed)
         (assert-equal "its iterations" ll-before
           (ll-number-after "An interrupted training of " printed))))
      ((resume)
       (ll-printed)
       (assert-equal "iterations" ll-planned
         (ll-get 'iterations (train (list (cons 'iterations ll-planned) '(resume . 1)))))
       (let ((printed (ll-printed)))
         (assert-near "its iterations" ll-before
           (ll-number-after "Resuming the interrupted training at iteration " printed) 0))))))
