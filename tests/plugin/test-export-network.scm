; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Networks for other programs.  What these make of the files is told by
; tests/reference/check_onnx.js and check_onnx.py.

(define image (ll-painted-micrograph))
(define micrograph (ll-layer image "micrograph"))
(define model (ll-path "network.onnx"))
(define package (ll-path "network.zip"))

(define (export . settings) (ll-export-network settings))
(define (export-both . settings)
  (ll-export-network (append settings (list (cons 'onnx model) (cons 'package package)))))

(ll-test "there is nothing to export at first, but the starting networks"
  (lambda ()
    (assert-error "There is no network to export yet" export-both)
    (assert-true "no file" (not (or (ll-exists? model) (ll-exists? package))))
    (assert-equal "classes" "object"
                  (ll-get 'classes (export '(network . "starting") (cons 'onnx model))))
    (assert-printed "It expects objects with a diameter of about")
    (assert-true "a model" (ll-exists? model))
    (assert-true "no package" (not (ll-exists? package)))))

(ll-test "the network of the last training is exported"
  (lambda ()
    (ll-train-small image micrograph '((seed . 1) (new-network . 1)))
    (ll-printed)
    (assert-equal "classes" "air bubble, ice crystal" (ll-get 'classes (export-both)))
    (assert-printed "The package shows a generated image")
    (assert-true "both files" (and (ll-exists? model) (ll-exists? package)))))

(ll-test "its last result is shown, and that of no other network"
  (lambda ()
    (ll-remove image (ll-predict image micrograph '()))
    (ll-printed)
    (export (cons 'package package))
    (assert-printed "The package shows a generated image")
    (let ((group (ll-predict image micrograph '())))
      (ll-printed)
      (export (cons 'package package))
      (assert-printed "The package shows a part of ")
      (export '(network . "starting") (cons 'package package))
      (assert-printed "The package shows a generated image")
      (ll-remove image group))))

(ll-test "networks of one task are exported, at any scale and for any values"
  (lambda ()
    (let ((weights (ll-path "single.safetensors")))
      (for-each
        (lambda (kind)
          (ll-train-small image micrograph (list (cons 'network kind) (cons 'weights weights)))
          (assert-equal "classes" "air bubble, ice crystal"
            (ll-get 'classes
              (export-both (cons 'weights weights) '(values . "16-bit") '(diameter . 50)
                           '(name . "a: \"name\"") '(authors . "A. Author, B. Author")
                           '(license . "MIT"))))
          (assert-printed "It expects objects with a diameter of about 50 pixels"))
        '("single-task" "mdu-net")))))

(ll-test "an export that can't be changes nothing"
  (lambda ()
    (ll-write-file package "old")
    (assert-error "There is nothing to write" export)
    (assert-error "must end in .onnx" (lambda () (export (cons 'onnx (ll-path "a.zip")))))
    (assert-error "must end in .zip" (lambda () (export (cons 'package (ll-path "a.onnx")))))
    (assert-error "nowhere"
      (lambda () (export (cons 'package package) (cons 'onnx (ll-path "nowhere/a.onnx")))))
    (assert-error "must be an identifier of the SPDX list"
      (lambda () (export (cons 'package package) '(license . "all rights reserved"))))
    (assert-error "none.safetensors"
      (lambda () (export (cons 'package package) (cons 'weights (ll-path "none.safetensors")))))
    (assert-equal "the file" "old" (ll-read-file package))))

(ll-test "there is no way back, and Load Network says so"
  (lambda ()
    (export (cons 'onnx model))
    (assert-error "can't read back" (lambda () (ll-load-weights model)))))
