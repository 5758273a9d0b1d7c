; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Scores of results that are painted, so that they are known exactly.

(define weights (ll-path "net.safetensors"))

(let ((image (ll-painted-micrograph)))
  (ll-train-small image (ll-layer image "micrograph") (list (cons 'weights weights)))
  (ll-image-delete image))

(define probability-layers
  '("Detection: air bubble" "Detection: ice crystal" "Separation: interface"
    "Segmentation: air bubble" "Segmentation: ice crystal"))

; A micrograph with annotation layers and a result, both empty.
(define (save-empty style)
  (let ((image (ll-micrograph 'rgb 'u8)))
    (ll-annotate image (ll-layer image "micrograph") '())
    (ll-predict image (ll-layer image "micrograph")
                (list (cons 'weights weights) (cons 'style style)))
    (ll-erase (ll-layer image "Segmentation: classes") 'rectangle 0 0 96 80)
    (for-each (lambda (name)
                (if (string=? style "grey")
                  (ll-fill (ll-layer image name) '(0 0 0) 'rectangle 0 0 96 80)
                  (ll-erase (ll-layer image name) 'rectangle 0 0 96 80)))
              probability-layers)
    (ll-image-save image (ll-path (string-append style ".xcf")))
    (ll-image-delete image)))

(save-empty "colour")
(save-empty "grey")

(define (empty style)
  (ll-image-load (ll-path (string-append style ".xcf"))))

(define (paint image name colour x y width height)
  (ll-fill (ll-layer image name) colour 'rectangle x y width height))

(define (evaluate image settings)
  (ll-evaluate image (ll-layer image "micrograph") (append settings '((errors-layer . 0)))))

; Half of a square overlaps, the other is the same: 0.5, 1 and 0.75.
(define (paint-squares image)
  (paint image "Segmentation" ll-blue 10 10 20 20)
  (paint image "Segmentation" ll-orange 50 40 20 20)
  (paint image "Segmentation: classes" ll-blue 20 10 20 20)
  (paint image "Segmentation: classes" ll-orange 50 40 20 20)
  (paint image "Detection: air bubble" ll-blue 15 15 8 8)
  (paint image "Detection: ice crystal" ll-orange 55 45 8 8))

(define (squares)
  (let ((image (empty "colour")))
    (paint-squares image)
    image))

(define count-names '(objects found missed merged split extra))

(define (assert-counts expected values)
  (assert-equal "counts" expected (map (lambda (name) (ll-get name values)) count-names)))

(define (assert-squares values)
  (assert-near "overall" 0.75 (ll-get 'dice-overall values) 1e-9)
  (assert-equal "classes" "air bubble 0.500, ice crystal 1.000" (ll-get 'dice values)))

(ll-test "Dice of overlapping squares, and their objects"
  (lambda ()
    (let* ((image (squares))
           (values (evaluate image '())))
      (assert-squares values)
      (assert-equal "no interfaces" '(-1 -1)
                    (list (inexact->exact (ll-get 'separation-precision values))
                          (inexact->exact (ll-get 'separation-recall values))))
      (assert-counts '(2 2 0 0 0 0) values)
      (let ((text (ll-printed)))
        (assert-contains "text" "\"Lazy labels: net\" against" text)
        (assert-contains "text" "Dice: 0.750 overall; air bubble 0.500, ice crystal 1.000." text)
        (assert-contains "text" "No scores of interfaces" text)
        (assert-contains "text" "no scribbles: objects that touch count as one." text)
        (assert-contains "text" "Objects: 2 of 2 found, 0 missed, 0 merged, 0 split; 0 extra."
                         text))
      (ll-image-delete image))))

; Two touching objects and a scribble between them, columns 29 and 30.
(define (touching style)
  (let ((image (empty style)))
    (paint image "Segmentation" ll-blue 10 10 40 20)
    (paint image "Separation" ll-cyan 29 10 2 20)
    image))

(define (separation values)
  (list (ll-get 'separation-precision values) (ll-get 'separation-recall values)))

(ll-test "interfaces within the radius and beyond it, in both styles"
  (lambda ()
    (for-each
      (lambda (style)
        (let ((image (touching style))
              (paint-interface
                (lambda (image x)
                  (paint image "Separation: interface"
                         (if (string=? style "grey") '(255 255 255) ll-cyan) x 10 1 20))))
          (assert-equal "none found" '(-1.0 0.0)
                        (map exact->inexact (separation (evaluate image '()))))
          (paint-interface image 33)
          (assert-equal "at 3 pixels" '(1.0 1.0)
                        (map exact->inexact (separation (evaluate image '()))))
          (assert-printed "1 of 1 that were found are right, precision 1.000.")
          (assert-equal "with a radius of 2" '(0.0 0.0)
                        (map exact->inexact
                             (separation (evaluate image '((radius . 2))))))
          (paint-interface image 70)
          (assert-equal "one is wrong" '(0.5 1.0)
                        (map exact->inexact (separation (evaluate image '()))))
          (ll-image-delete image)))
      '("colour" "grey"))))

(ll-test "the threshold of interfaces"
  (lambda ()
    (let ((image (touching "grey")))
      (paint image "Separation: interface" '(100 100 100) 30 10 1 20)
      (assert-equal "0.39 is none" '(-1.0 0.0)
                    (map exact->inexact (separation (evaluate image '()))))
      (assert-equal "unless asked for" '(1.0 1.0)
                    (map exact->inexact
                         (separation (evaluate image '((threshold . 0.35))))))
      (ll-image-delete image))))

(ll-test "merged, split, missed and extra objects"
  (lambda ()
    (let ((image (touching "colour"))
          (mark (lambda (image x y width height)
                  (paint image "Detection: air bubble" ll-blue x y width height))))
      (assert-counts '(2 0 2 0 0 0) (evaluate image '()))
      (mark image 14 14 30 12)
      (assert-counts '(2 0 0 2 0 0) (evaluate image '()))
      (ll-erase (ll-layer image "Detection: air bubble") 'rectangle 20 14 18 12)
      (assert-counts '(2 2 0 0 0 0) (evaluate image '()))
      (mark image 22 14 4 12)
      (assert-counts '(2 1 0 0 1 0) (evaluate image '()))
      (mark image 70 50 5 5)
      (assert-counts '(2 1 0 0 1 1) (evaluate image '()))
      ; 25 pixels, and 48 that split: too small now.
      (assert-counts '(2 2 0 0 0 0) (evaluate image '((smallest-object . 49))))
      (ll-image-delete image))))

(ll-test "without a detection map the classes are parted by the interfaces"
  (lambda ()
    (let ((image (touching "colour")))
      (ll-remove image (ll-layer image "Detection: air bubble"))
      (ll-remove image (ll-layer image "Detection: ice crystal"))
      (paint image "Segmentation: classes" ll-blue 10 10 40 20)
      (assert-counts '(2 0 0 2 0 0) (evaluate image '()))
      (paint image "Separation: interface" ll-cyan 30 10 1 20)
      (assert-counts '(2 2 0 0 0 0) (evaluate image '()))
      (ll-image-delete image))))

(ll-test "without a layer of classes the probabilities count"
  (lambda ()
    (let ((image (squares)))
      (ll-remove image (ll-layer image "Segmentation: classes"))
      (paint image "Segmentation: air bubble" ll-blue 20 10 20 20)
      (paint image "Segmentation: ice crystal" ll-orange 50 40 20 20)
      (assert-squares (evaluate image '()))
      (ll-image-delete image))))

(ll-test "layers of older versions go by their names, copies included"
  (lambda ()
    (let ((image (squares)))
      (for-each
        (lambda (name)
          (ll-drop-layer-parasite (ll-layer image name) "lazy-labels-plane")
          (ll-rename (ll-layer image name) (string-append name " #1")))
        (cons "Segmentation: classes" probability-layers))
      (ll-drop-layer-parasite (car (ll-layers image)) "lazy-labels-classes")
      (let ((values (evaluate image '())))
        (assert-squares values)
        (assert-counts '(2 2 0 0 0 0) values))
      (ll-image-delete image))))

(ll-test "names may change where layers say what they show"
  (lambda ()
    (let ((image (squares)))
      (for-each (lambda (name) (ll-rename (ll-layer image name) "something"))
                (cons "Segmentation: classes" probability-layers))
      (assert-squares (evaluate image '()))
      (ll-image-delete image))))

(ll-test "detection marks are the reference where there are no masks"
  (lambda ()
    (let ((image (empty "colour")))
      (paint image "Detection" ll-blue 15 15 10 10)
      (paint image "Detection" ll-orange 55 45 10 10)
      (paint image "Detection: air bubble" ll-blue 12 12 12 12)
      (let ((values (evaluate image '((errors-layer . 1)))))
        (assert-counts '(2 1 1 0 0 0) values)
        (assert-equal "no Dice" -1 (inexact->exact (ll-get 'dice-overall values)))
        (assert-equal "of no class" "" (ll-get 'dice values)))
      (assert-printed "No Dice")
      (ll-image-delete image))))

(ll-test "the ignore colour, sparse layers and a selection leave pixels out"
  (lambda ()
    (let ((image (squares)))
      ; What is missed and what is extra: only the part in common is left.
      (paint image "Segmentation" ll-ignore 10 10 10 20)
      (paint image "Segmentation" ll-ignore 30 10 10 20)
      (assert-near "ignored" 1 (ll-get 'dice-overall (evaluate image '())) 1e-9)
      (ll-image-delete image))
    (let ((image (squares)))
      (ll-select image 'rectangle 20 0 10 80)
      (let ((values (evaluate image '())))
        (assert-equal "selected" "air bubble 1.000" (ll-get 'dice values))
        (assert-counts '(1 1 0 0 0 0) values))
      (assert-printed "selected pixels only")
      (ll-image-delete image))
    (let ((image (squares)))
      (ll-annotate image (ll-layer image "micrograph") '((coverage . "sparse")))
      (assert-equal "sparse" "air bubble 0.667, ice crystal 1.000"
                    (ll-get 'dice (evaluate image '())))
      (ll-image-delete image))))

(define (assert-colour what expected layer x y)
  (for-each (lambda (part value) (assert-near what (/ part 255) value 0.002))
            expected (ll-pixel layer x y)))

(define (errors-layers image)
  (let loop ((layers (ll-children (car (ll-layers image)))) (found '()))
    (cond ((null? layers) found)
          ((ll-contains? "Errors" (ll-name (car layers)))
           (loop (cdr layers) (cons (car layers) found)))
          (else (loop (cdr layers) found)))))

(ll-test "the layer of errors, once"
  (lambda ()
    (let ((image (squares)))
      (paint image "Segmentation: classes" ll-blue 50 40 5 20)
      (paint image "Segmentation" ll-ignore 38 10 2 20)
      (evaluate image '((errors-layer . 1)))
      (let ((layer (ll-layer image "Errors: segmentation")))
        (assert-equal "on top of the result" layer (car (ll-children (car (ll-layers image)))))
        (assert-equal "size" '(96 80) (ll-size layer))
        (assert-colour "missed" '(213 94 0 255) layer 12 12)
        (assert-colour "extra" '(86 180 233 255) layer 35 12)
        (assert-colour "wrong class" '(240 228 66 255) layer 52 50)
        (for-each (lambda (place)
                    (assert-near "nothing" 0 (cadddr (ll-pixel layer (car place) (cadr place)))
                                 1e-9))
                  '((25 15) (60 50) (39 12) (0 0) (95 79))))
      (evaluate image '((errors-layer . 1)))
      (assert-equal "in the place of the earlier one" 1 (length (errors-layers image)))
      (assert-equal "name" '("Errors: segmentation") (ll-names (errors-layers image)))
      (ll-image-delete image))))

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

(define header
  (string-append
    "image,result,reference,radius,threshold,smallest-object,dice-overall,interfaces,"
    "interfaces-correct,separation-precision,touching-pairs,separated-pairs,"
    "separation-recall,objects,found,missed,merged,split,extra,dice air bubble,"
    "dice ice crystal"))

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
                     "\"a, \"\"b\"\".xcf\",3,0.5,10,0.75,,,,,,,2,2,0,0,0,0,0.5,1"
                     ll-line-end))
            (second (string-append
                      "\"a, \"\"b\"\".xcf\",Lazy labels: net,"
                      "\"a, \"\"b\"\".xcf\",2.5,0.5,10,0.75,0,0,,0,0,,2,2,0,0,0,0,0.5,1"
                      ll-line-end)))
        (evaluate image table)
        (assert-equal "new" (string-append header ll-line-end first)
                      (ll-read-file (ll-path "scores.csv")))
        ; Between no objects: an interface, but of no pair.
        (paint image "Separation" ll-cyan 80 70 2 2)
        (evaluate image (cons '(radius . 2.5) table))
        (assert-equal "one more" (string-append header ll-line-end first second)
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
      ; Lines that another program ended in its own way, the last one not at all.
      (ll-write-file (ll-path "edited.csv") (string-append header "\nx"))
      (evaluate image (list (cons 'csv (ll-path "edited.csv"))))
      (assert-contains "next line" (string-append "\nx" ll-line-end)
                       (ll-read-file (ll-path "edited.csv")))
      (ll-image-delete image))))

(ll-test "the active layer's result, else the topmost"
  (lambda ()
    (let ((image (squares)))
      (ll-predict image (ll-layer image "micrograph")
                  (list (cons 'weights weights)))
      (let* ((groups (ll-layers image))
             (newest (car groups)))
        (ll-erase (car (ll-children newest)) 'rectangle 0 0 96 80)
        (assert-equal "topmost" "air bubble 0.000, ice crystal 0.000"
                      (ll-get 'dice (evaluate image '())))
        (assert-squares
          (ll-evaluate image (car (ll-children (cadr groups))) '((errors-layer . 0)))))
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
      (refused "\"file\" is empty" image '((reference . "file")))
      (ll-fill (ll-layer other "micrograph") '(255 0 255) 'rectangle 0 0 96 80)
      (ll-image-export other (ll-path "pink.png"))
      (refused "stands for nothing" image (file-settings "pink.png"))
      (paint image "Segmentation: classes" '(255 0 255) 40 40 3 3)
      (refused "Layer \"Segmentation: classes\"" image '())
      (for-each ll-image-delete (list image small other)))))
