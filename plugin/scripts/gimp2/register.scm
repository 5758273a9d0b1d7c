; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; How Script-Fu of GIMP 2.10 registers a procedure.

(define (lazy-labels-host-register name label blurb . arguments)
  (apply script-fu-register
         (append (list name label blurb "The authors of Lazy Labels" "GPL-3.0-or-later"
                       "2026" "")
                 arguments)))

