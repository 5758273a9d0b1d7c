; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Measurements and figures that test-kill-outputs kills, until it makes the file "enough",
; and one of each that it does not.

(define image (ll-painted-micrograph))

(define (write-files)
  (ll-call 'plug-in-lazy-labels-measure (list image (ll-layer image "micrograph"))
           (list '(objects . "layers") '(resamples . 0)
                 (cons 'table (ll-path "objects.csv"))
                 (cons 'summary (ll-path "summary.csv"))))
  (ll-call 'plug-in-lazy-labels-figure (list image (ll-layer image "micrograph"))
           (list '(objects . "layers") '(contours . 0)
                 (cons 'label-map (ll-path "map.tif"))
                 (cons 'histogram (ll-path "sizes.svg")))))

(ll-test "files are written while the plug-in is killed"
  (lambda ()
    (write-files)
    (ll-write-file (ll-path "started") "")
    (let again ()
      (if (not (ll-exists? (ll-path "enough")))
        (begin
          (catch 'killed (write-files))
          (again))))))

(ll-test "and when it is not"
  (lambda ()
    (write-files)))
