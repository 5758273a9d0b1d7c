; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; References from files, tables of scores, and what can't be evaluated.

(load (string-append ll-source "/tests/plugin/results.scm"))

(ll-test "a result in grey on a grey image"
  (lambda ()
    (let ((image (ll-micrograph 'grey 'u8))
          (truth (ll-image-new 96 80 'grey 'u8)))
      (ll-predict image (ll-layer image "micrograph")
                  (list (cons 'weights weights) '(style . "grey")))
      (ll-fill (ll-layer image "Segmentation: classes") '(128 128 128) 'rectangle 0 0 96 80)
      (ll-erase (ll-layer image "Segmentation: classes") 'rectangle 48 0 48 80)
      (ll-fill (ll-layer image "Segmentation: classes") '(255 255 255) 'rectangle 0 0 10 80)
      ; The numbers of the classes, as other programs write them.
      (let ((layer (ll-layer-new truth "masks" 96 80 0 0 #f)))
        (ll-fill layer '(0 0 0) 'rectangle 0 0 96 80)
        (ll-fill layer '(1 1 1) 'rectangle 0 0 48 80)
        (ll-fill layer '(2 2 2) 'rectangle 0 0 10 80))
      (ll-image-export truth (ll-path "numbers.png"))
      (let ((layer (ll-layer truth "masks")))
        (ll-fill layer '(127 127 127) 'rectangle 0 0 48 80)
        (ll-fill layer '(255 255 255) 'rectangle 0 0 5 80))
      (ll-image-export truth (ll-path "even.png"))
      (let ((settings (lambda (name)
                        (list '(reference . "file") (cons 'file (ll-path name))))))
        (assert-equal "numbers" "air bubble 1.000, ice crystal 1.000"
                      (ll-get 'dice (evaluate image (settings "numbers.png"))))
        (assert-equal "evenly spaced" "air bubble 0.938, ice crystal 0.667"
                      (ll-get 'dice (evaluate image (settings "even.png")))))
      (assert-equal "still grey" 'grey (ll-image-base image))
      (ll-image-delete truth)
      (ll-image-delete image))))

(define (file-settings name)
  (list '(reference . "file") (cons 'file (ll-path name))))

(ll-test "grey values between classes: single pixels are left out, areas are refused"
  (lambda ()
    (let ((image (ll-micrograph 'grey 'u8))
          (truth (ll-image-new 96 80 'grey 'u8)))
      (ll-predict image (ll-layer image "micrograph")
                  (list (cons 'weights weights) '(style . "grey")))
      (ll-fill (ll-layer image "Segmentation: classes") '(128 128 128) 'rectangle 0 0 96 80)
      (ll-erase (ll-layer image "Segmentation: classes") 'rectangle 48 0 48 80)
      (let ((layer (ll-layer-new truth "masks" 96 80 0 0 #f)))
        (ll-fill layer '(0 0 0) 'rectangle 0 0 96 80)
        (ll-fill layer '(127 127 127) 'rectangle 0 0 48 80)
        (ll-fill layer '(255 255 255) 'rectangle 60 60 4 4)
        (ll-fill layer '(70 70 70) 'rectangle 48 0 2 80)
        (ll-image-export truth (ll-path "between.png"))
        (ll-printed)
        (assert-contains "dice" "air bubble 1.000"
                         (ll-get 'dice (evaluate image (file-settings "between.png"))))
        (assert-printed "160 pixels are left out")
        (ll-fill layer '(70 70 70) 'rectangle 48 10 3 3)
        (ll-image-export truth (ll-path "area.png"))
        (assert-error "x = 49, y = 11 is not that of a class"
                      (lambda () (evaluate image (file-settings "area.png")))))
      (ll-image-delete truth)
      (ll-image-delete image))))

(ll-test "files with annotation layers and pictures in the classes' colours"
  (lambda ()
    (let ((image (squares))
          (masks (ll-image-new 96 80 'rgb 'u8)))
      (ll-image-save image (ll-path "annotated.xcf"))
      (ll-erase (ll-layer image "Segmentation") 'rectangle 0 0 96 80)
      (assert-squares (evaluate image (file-settings "annotated.xcf")))
      (let ((layer (ll-layer-new masks "anything" 96 80 0 0 #f)))
        (ll-fill layer '(0 0 0) 'rectangle 0 0 96 80)
        (ll-fill layer ll-blue 'rectangle 10 10 20 20)
        (ll-fill layer ll-orange 'rectangle 50 40 20 20))
      (ll-image-export masks (ll-path "masks.png"))
      (let ((n (ll-count-images)))
        (assert-squares (evaluate image (file-settings "masks.png")))
        (assert-equal "no image stays behind" n (ll-count-images)))
      (ll-image-delete masks)
      (ll-image-delete image))))

; Figure's label map of painted squares, and the result that they are compared with.
(define (write-ids image name)
  (ll-call 'plug-in-lazy-labels-figure (list image (ll-layer image "micrograph"))
           (list '(objects . "layers") '(contours . 0)
                 (cons 'label-map (ll-path name)))))

(ll-test "maps of object ids, as Figure writes them, score objects of any class"
  (lambda ()
    (let ((image (squares)))
      ; A third object, touching another one, which the result has in the other class.
      (paint image "Segmentation" ll-orange 70 40 10 20)
      (paint image "Segmentation" ll-blue 10 50 20 20)
      (paint image "Segmentation: classes" ll-orange 10 50 20 20)
      (for-each (lambda (name) (write-ids image name)) '("ids.png" "ids.tif"))
      (ll-erase (ll-layer image "Segmentation") 'rectangle 0 0 96 80)
      (for-each
        (lambda (name)
          (let ((values (evaluate image (file-settings name))))
            (assert-printed "say nothing of classes")
            (assert-counts '(3 3 0 0 0 0) values)
            (assert-equal "no class" "" (ll-get 'dice values))
            ; 200 + 400 + 400 of 1200 and 1400 pixels.
            (assert-near "overall" (/ 2000 2600) (ll-get 'dice-overall values) 1e-6)))
        '("ids.png" "ids.tif"))
      (ll-image-delete image))))

(ll-test "ids without a mark of Figure: touching objects stay apart"
  (lambda ()
    (let ((image (empty "colour"))
          (truth (ll-image-new 96 80 'grey 'u8)))
      (paint image "Segmentation: classes" ll-blue 10 10 40 20)
      (let ((layer (ll-layer-new truth "masks" 96 80 0 0 #f)))
        (ll-fill layer '(0 0 0) 'rectangle 0 0 96 80)
        (ll-fill layer '(1 1 1) 'rectangle 10 10 20 20)
        (ll-fill layer '(2 2 2) 'rectangle 30 10 20 20)
        (ll-fill layer '(3 3 3) 'rectangle 60 50 20 20))
      (ll-image-export truth (ll-path "foreign-ids.png"))
      (let ((values (evaluate image (file-settings "foreign-ids.png"))))
        (assert-counts '(3 0 1 2 0 0) values))
      (ll-image-delete truth)
      (ll-image-delete image))))

(define header
  (string-append
    "image,result,reference,radius,threshold,smallest-object,dice-overall,interfaces,"
    "interfaces-correct,separation-precision,touching-pairs,separated-pairs,"
    "separation-recall,objects,found,missed,merged,split,extra,dice air bubble,"
    "dice ice crystal,folder,measured"))

(define ll-line-end (list->string (list #\return #\newline)))

(ll-test "rows of a table"
  (lambda ()
    (let ((made (squares))
          (table (list (cons 'csv (ll-path "scores.csv")))))
      (ll-image-save made (ll-path "a, \"b\".xcf"))
      (ll-image-delete made)
      (let ((image (ll-image-load (ll-path "a, \"b\".xcf")))
            (first (string-append
                     "\"a, \"\"b\"\".xcf\",Lazy labels: net,"
                     "\"a, \"\"b\"\".xcf\",3,0.5,20,0.75,,,,,,,2,2,0,0,0,0,0.5,1,"
                     ll-folder ",20"))
            (second (string-append
                      "\"a, \"\"b\"\".xcf\",Lazy labels: net,"
                      "\"a, \"\"b\"\".xcf\",2.5,0.5,20,0.75,0,0,,0,0,,2,2,0,0,0,0,0.5,1,"
                      ll-folder ",20")))
        (evaluate image table)
        (assert-contains "new" (string-append header ll-line-end first)
                         (ll-read-file (ll-path "scores.csv")))
        ; This interface is not between objects, so it belongs to no pair.
        (paint image "Separation" ll-cyan 80 70 2 2)
        (evaluate image (cons '(radius . 2.5) table))
        (assert-contains "still there" (string-append header ll-line-end first)
                         (ll-read-file (ll-path "scores.csv")))
        (assert-contains "one more" (string-append "Z" ll-line-end second)
                         (ll-read-file (ll-path "scores.csv")))
        (ll-image-delete image)))))

(ll-test "tables that can't be added to"
  (lambda ()
    (let* ((image (squares))
           (n (length (ll-children (car (ll-layers image)))))
           (refused (lambda (part path)
                      (assert-error part
                        (lambda ()
                          (evaluate image (list '(errors-layer . 1) (cons 'csv path))))))))
      (ll-write-file (ll-path "foreign.csv") "time,temperature\n")
      (refused "has other columns" (ll-path "foreign.csv"))
      (assert-equal "left alone" "time,temperature\n" (ll-read-file (ll-path "foreign.csv")))
      (refused "does not exist" (ll-path "nowhere/scores.csv"))
      (refused "is a folder" ll-folder)
      (refused "can't be written" "/proc/scores.csv")
      (assert-equal "the image is as before" n (length (ll-children (car (ll-layers image)))))
      ; Another program wrote other line ends, and none after the last line.
      (ll-write-file (ll-path "edited.csv") (string-append header "\nx"))
      (evaluate image (list (cons 'csv (ll-path "edited.csv"))))
      (assert-contains "next line" "\nx\ncolour.xcf,"
                       (ll-read-file (ll-path "edited.csv")))
      ; An earlier version wrote no folder and no time; a row of it was cut off.
      (let ((earlier (ll-text-until ",folder" header)))
        (ll-write-file (ll-path "earlier.csv")
          (string-append earlier "\nx,,,,,,,,,,,,,,,,,,,,7\n"))
        (evaluate image (list (cons 'csv (ll-path "earlier.csv"))))
        (assert-contains "more columns"
          (string-append header "\nx,,,,,,,,,,,,,,,,,,,,7,,\ncolour.xcf,")
          (ll-read-file (ll-path "earlier.csv")))
        (ll-write-file (ll-path "cut.csv") (string-append earlier "\nx,\n"))
        (refused "Row 2 of the table" (ll-path "cut.csv"))
        (assert-equal "nothing is lost" (string-append earlier "\nx,\n")
                      (ll-read-file (ll-path "cut.csv"))))
      (ll-image-delete image))))

(define (refused part image settings)
  (assert-error part (lambda () (evaluate image settings))))

(ll-test "what can't be compared"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (refused "The image has no result" image '())
      (ll-image-delete image))
    (let ((image (empty "colour")))
      (refused "has no reference" image '())
      (for-each (lambda (layer) (ll-remove image layer))
                (cdr (ll-children (car (ll-layers image)))))
      (ll-remove image (ll-layer image "Segmentation: classes"))
      (refused "none of its layers left" image '())
      (ll-image-delete image))
    (let ((image (squares))
          (small (ll-image-new 64 48 'rgb 'u8))
          (other (ll-micrograph 'rgb 'u8)))
      (ll-layer-new small "masks" 64 48 0 0 #t)
      (ll-image-save small (ll-path "small.xcf"))
      (ll-layer-new small "more" 64 48 0 0 #t)
      (ll-image-save small (ll-path "several.xcf"))
      (ll-annotate other (ll-layer other "micrograph") '((classes . "grain")))
      (ll-image-save other (ll-path "unpainted.xcf"))
      (paint other "Segmentation" ll-blue 10 10 20 20)
      (ll-image-save other (ll-path "grain.xcf"))
      (ll-write-file (ll-path "foreign.png") "This is no image.")
      (refused "has 96 x 80 pixels, but the reference \"small.xcf\" has 64 x 48" image
               (file-settings "small.xcf"))
      (refused "has several layers" image (file-settings "several.xcf"))
      (refused "\"unpainted.xcf\" has no reference" image (file-settings "unpainted.xcf"))
      (refused "but the reference \"grain.xcf\" has \"grain\"" image (file-settings "grain.xcf"))
      (refused "There is no file" image (file-settings "missing.png"))
      (refused "can't be opened" image (file-settings "foreign.png"))
      (refused "No file is given" image '((reference . "file")))
      (ll-fill (ll-layer other "micrograph") '(255 0 255) 'rectangle 0 0 96 80)
      (ll-image-export other (ll-path "pink.png"))
      (refused "stands for nothing" image (file-settings "pink.png"))
      (paint image "Segmentation: classes" '(255 0 255) 40 40 3 3)
      (refused "Layer \"Segmentation: classes\"" image '())
      (for-each ll-image-delete (list image small other)))))
