; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Objects in the files of other programs: what Export Objects writes, Import Labels paints
; again, in another image and in whole folders.  What other programs make of the files is
; told by tests/reference/check_exchange.py.

(define (export image settings)
  (ll-call 'plug-in-lazy-labels-export-objects (list image (ll-layer image "micrograph"))
           settings))

(define (import image settings)
  (ll-call 'plug-in-lazy-labels-import-labels (list image (ll-layer image "micrograph"))
           settings))

(define (colour layer x y)
  (let ((pixel (ll-pixel layer x y)))
    (if (< (list-ref pixel 3) 0.5)
      'none
      (map (lambda (value) (inexact->exact (round (* 255 value))))
           (list (car pixel) (cadr pixel) (caddr pixel))))))

(define (has-scribble layer y from to)
  (cond ((= from to) #f)
        ((equal? ll-cyan (colour layer from y)) #t)
        (else (has-scribble layer y (+ from 1) to))))

; The paint of the three objects of ll-draw-objects, of which the first two touch.
(define (assert-objects image round angular)
  (let ((masks (ll-layer image "Segmentation"))
        (marks (ll-layer image "Detection"))
        (scribbles (ll-layer image "Separation")))
    (assert-equal "a mask" round (colour masks 22 9))
    (assert-equal "another one" round (colour masks 46 22))
    (assert-equal "an angular one" angular (colour masks 20 46))
    (assert-equal "its last pixel" angular (colour masks 59 71))
    (assert-equal "beside it" 'none (colour masks 60 71))
    (assert-equal "a mark in the middle" round (colour marks 22 22))
    (assert-equal "no mark at the border" 'none (colour marks 22 9))
    (assert-equal "an angular mark" angular (colour marks 40 59))
    (assert-equal "no mark in its corner" 'none (colour marks 20 46))
    (assert-true "a scribble" (has-scribble scribbles 22 30 40))
    (assert-equal "no scribble elsewhere" 'none (colour scribbles 22 22))))

(define files
  '((label-map "objects.tif") (rois "objects.zip") (geojson "objects.geojson")
    (coco "objects.json")))

(ll-test "painted objects go to files of all kinds"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (assert-equal "objects" 3
        (ll-get 'objects
          (export image
                  (append (map (lambda (file) (cons (car file) (ll-path (cadr file)))) files)
                          (list (cons 'csv (ll-path "objects.csv"))
                                '(scale . "pixel-size") '(pixel-size . 0.5) '(unit . "um"))))))
      (assert-contains "GeoJSON" "\"classification\":{\"name\":\"air bubble\",\"color\":[0,114,178]}"
                       (ll-read-file (ll-path "objects.geojson")))
      (assert-contains "GeoJSON" "m^2\":260" (ll-read-file (ll-path "objects.geojson")))
      (assert-contains "COCO" "\"bbox\":[20,46,40,26]" (ll-read-file (ll-path "objects.json")))
      (assert-contains "CSV" ",ice crystal," (ll-read-file (ll-path "objects.csv")))
      (assert-contains "the scale is kept" "2 um"
                       (ll-image-parasite image "lazy-labels-scale"))
      (ll-image-delete image))))

(ll-test "and come back as paint of the same classes"
  (lambda ()
    (for-each
      (lambda (file)
        (let ((image (ll-micrograph 'grey 'u8)))
          (assert-equal "objects" 3
            (ll-get 'objects (import image (list (cons 'file (ll-path (cadr file)))))))
          (assert-equal "colours" 'rgb (ll-image-base image))
          ; A label map knows no classes.
          (if (eq? (car file) 'label-map)
            (assert-objects image ll-blue ll-blue)
            (begin
              (assert-objects image ll-blue ll-orange)
              (assert-contains "classes" "ice crystal"
                               (ll-image-parasite image "lazy-labels-classes"))))
          (ll-image-delete image)))
      files)))

(ll-test "classes of the image stay, and those of the file are added"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (ll-annotate image (ll-layer image "micrograph") '((classes . "grain, Ice Crystal")))
      (ll-fill (ll-layer image "Segmentation") ll-blue 'rectangle 80 70 4 4)
      (import image (list (cons 'file (ll-path "objects.json"))))
      (assert-equal "the second class" ll-orange (colour (ll-layer image "Segmentation") 40 59))
      (assert-equal "paint stays" ll-blue (colour (ll-layer image "Segmentation") 81 71))
      (assert-contains "a third class" "air bubble"
                       (ll-image-parasite image "lazy-labels-classes"))
      (assert-true "with a colour of its own"
        (not (member (colour (ll-layer image "Segmentation") 22 9)
                     (list 'none ll-blue ll-orange))))
      (ll-image-delete image))))

(ll-test "one class for all, from a mask"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8))
          (mask (ll-image-new 96 80 'grey 'u8)))
      (let ((layer (ll-layer-new mask "mask" 96 80 0 0 #f)))
        (ll-fill layer '(0 0 0) 'rectangle 0 0 96 80)
        (ll-fill layer '(255 255 255) 'rectangle 8 8 20 20)
        (ll-fill layer '(255 255 255) 'rectangle 40 40 20 20))
      (ll-image-export mask (ll-path "mask.png"))
      (ll-printed)
      (assert-equal "objects" 2
        (ll-get 'objects (import image (list (cons 'file (ll-path "mask.png"))
                                             '(class . "cell") '(coverage . "sparse")))))
      (assert-printed "single value")
      (assert-equal "sparse" "sparse"
        (ll-layer-parasite (ll-layer image "Segmentation") "lazy-labels-coverage"))
      (assert-equal "a mask" ll-blue (colour (ll-layer image "Segmentation") 8 8))
      (ll-image-delete mask)
      (ll-image-delete image))))

(ll-test "a table for a spreadsheet of another country"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (export image (list (cons 'csv (ll-path "german.csv")) '(separator . "semicolon")
                          '(decimal . "comma") '(byte-order-mark . 1)))
      (let ((text (ll-read-file (ll-path "german.csv"))))
        (assert-true "a mark" (not (ll-starts? "image;" text)))
        (assert-contains "header" "image;id;class;" text))
      (assert-contains "cells" ";ice crystal;" (ll-read-file (ll-path "german.csv")))
      (assert-contains "numbers" ";1040;131,6" (ll-read-file (ll-path "german.csv")))
      (ll-image-delete image))))

(ll-test "a part of the image keeps its place"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (ll-select image 'rectangle 15 40 81 40)
      (assert-equal "objects" 1
        (ll-get 'objects (export image (list (cons 'coco (ll-path "part.json"))))))
      (assert-contains "COCO" "\"bbox\":[20,46,40,26]" (ll-read-file (ll-path "part.json")))
      (ll-image-delete image))))

(ll-test "what can't be done is refused, and nothing is written or painted"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (assert-error "nothing to write" (lambda () (export image '())))
      (assert-error "must end in .zip"
        (lambda () (export image (list (cons 'rois (ll-path "rois.roi"))))))
      (assert-error "does not exist: make it"
        (lambda ()
          (export image (list (cons 'label-map (ll-path "first.tif"))
                              (cons 'coco (ll-path "missing/folder.json"))))))
      (assert-true "no file" (not (ll-exists? (ll-path "first.tif"))))
      (ll-image-delete image))
    (let ((image (ll-image-new 40 30 'rgb 'u8)))
      (ll-layer-new image "micrograph" 40 30 0 0 #f)
      (assert-error "no file of labels" (lambda () (import image '())))
      (assert-error "can't be read"
        (lambda () (import image (list (cons 'file (ll-path "no.tif"))))))
      (assert-error "96 x 80"
        (lambda () (import image (list (cons 'file (ll-path "objects.tif"))))))
      (ll-write-file (ll-path "broken.json") "{\"annotations\":[")
      (assert-error "ends too early"
        (lambda () (import image (list (cons 'file (ll-path "broken.json"))))))
      (assert-equal "no layers" 1 (length (ll-layers image)))
      (ll-image-delete image))))

(ll-test "folders: files of results, and training images of a data set"
  (lambda ()
    (let ((results (ll-path "results"))
          (objects (ll-path "objects \"1\""))
          (pictures (ll-path "pictures"))
          (labels (ll-path "labels"))
          (painted (ll-path "painted")))
      (for-each ll-host-mkdir (list results objects pictures labels painted))
      (let ((image (ll-painted-micrograph)))
        (ll-image-save image (string-append results "/a.xcf"))
        (ll-image-delete image))
      (ll-call 'plug-in-lazy-labels-export-folder '()
               (list (cons 'folder results) (cons 'results objects)
                     '(formats . "labels, geojson, csv")))
      (assert-true "a label map" (ll-exists? (string-append objects "/a-labels.tif")))
      (assert-true "GeoJSON" (ll-exists? (string-append objects "/a.geojson")))
      (assert-true "a table" (ll-exists? (string-append objects "/a.csv")))
      (assert-true "nothing else" (not (ll-exists? (string-append objects "/a-coco.json"))))

      (let ((image (ll-micrograph 'grey 'u8)))
        (ll-image-export image (string-append pictures "/b.png"))
        (ll-image-delete image))
      (let ((image (ll-painted-micrograph)))
        (export image (list (cons 'label-map (string-append labels "/b_mask.tif"))))
        (ll-image-delete image))
      (ll-call 'plug-in-lazy-labels-import-folder '()
               (list (cons 'folder pictures) (cons 'labels labels) '(class . "grain")
                     (cons 'results painted)))
      (let ((image (ll-image-load (string-append painted "/b.xcf"))))
        (assert-equal "a mask" ll-blue (colour (ll-layer image "Segmentation") 22 9))
        (assert-contains "the class" "grain" (ll-image-parasite image "lazy-labels-classes"))
        (ll-image-delete image))
      (let ((image (ll-micrograph 'grey 'u8)))
        (ll-image-export image (string-append pictures "/c.png"))
        (ll-image-delete image))
      (assert-error "FAILED 1 of 2"
        (lambda ()
          (ll-call 'plug-in-lazy-labels-import-folder '()
                   (list (cons 'folder pictures) (cons 'labels labels)
                         (cons 'results painted)))))
      (assert-printed "no labels for \"c\""))))
