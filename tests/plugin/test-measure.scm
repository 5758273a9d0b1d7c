; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Objects of known size are measured, for all sources of objects and of the scale.

(load (string-append ll-source "/tests/plugin/results.scm"))

(define (measure image settings)
  (ll-call 'plug-in-lazy-labels-measure (list image (ll-layer image "micrograph"))
           (append settings '((resamples . 100)))))

; Whether a column of a table's row is filled, by its number from 0.
(define (cell line n)
  (let loop ((rest (string->list line)) (n n) (text '()))
    (cond ((or (null? rest) (memv (car rest) '(#\return #\newline)))
           (list->string (reverse text)))
          ((char=? (car rest) #\,)
           (if (= n 0) (list->string (reverse text)) (loop (cdr rest) (- n 1) '())))
          (else (loop (cdr rest) n (cons (car rest) text))))))

(define (lines text)
  (let loop ((rest (string->list text)) (line '()) (all '()))
    (cond ((null? rest) (reverse all))
          ((char=? (car rest) #\newline)
           (loop (cdr rest) '() (cons (list->string (reverse line)) all)))
          (else (loop (cdr rest) (cons (car rest) line) all)))))

(define (find-line part all)
  (cond ((null? all) (ll-fail "There is no line " part))
        ((ll-contains? part (car all)) (car all))
        (else (find-line part (cdr all)))))

; Squares of 20: discs of the same area have a diameter of 22.568.
(ll-test "painted squares"
  (lambda ()
    (let* ((image (squares))
           (values (measure image (list '(objects . "layers")
                                        (cons 'table (ll-path "objects.csv"))
                                        (cons 'summary (ll-path "summary.csv"))))))
      (assert-equal "objects" 2 (ll-get 'objects values))
      (assert-near "mean" 22.568 (ll-get 'mean values) 0.001)
      (assert-near "sd" 0 (ll-get 'sd values) 1e-9)
      (assert-near "area" (/ 800 7680) (ll-get 'area-fraction values) 1e-6)
      (assert-equal "unit" "px" (ll-get 'unit values))
      (assert-printed "not of whole bodies")
      (let ((table (lines (ll-read-file (ll-path "objects.csv"))))
            (summary (lines (ll-read-file (ll-path "summary.csv")))))
        (assert-equal "rows" 3 (length table))
        (assert-contains "header" "image,id,class,on_edge" (car table))
        (assert-equal "class" "air bubble" (cell (cadr table) 2))
        (assert-contains "mean" ",22.56" (find-line "all,mean_diameter" summary)))
      (ll-image-delete image))))

; 40 x 20 pixels, and a scribble of 4 pixels down the middle.
(ll-test "a scribble parts what is painted, and costs no pixel"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (ll-annotate image (ll-layer image "micrograph") '())
      (ll-fill (ll-layer image "Segmentation") ll-blue 'rectangle 20 20 40 20)
      (ll-fill (ll-layer image "Separation") '(0 255 255) 'rectangle 38 15 4 30)
      (let ((values (measure image '((objects . "layers")))))
        (assert-equal "objects" 2 (ll-get 'objects values))
        (assert-near "mean" 22.568 (ll-get 'mean values) 0.001)
        (assert-near "area" (/ 800 7680) (ll-get 'area-fraction values) 1e-6))
      (ll-image-delete image))))

(ll-test "a scale in a number, and kept in the file"
  (lambda ()
    (let ((image (squares)))
      (assert-near "mean" 11.284
        (ll-get 'mean (measure image '((objects . "layers") (scale . "pixel-size")
                                       (pixel-size . 0.5) (unit . "um")))) 0.001)
      (ll-image-save image (ll-path "scaled.xcf"))
      (ll-image-delete image)
      (let* ((again (ll-image-load (ll-path "scaled.xcf")))
             (values (measure again (list '(objects . "layers")
                                          (cons 'table (ll-path "um.csv"))))))
        (assert-near "mean" 11.284 (ll-get 'mean values) 0.001)
        (assert-equal "unit" "um" (ll-get 'unit values))
        (assert-contains "column" "diameter_um" (ll-read-file (ll-path "um.csv")))
        ; The kept scale is that of the size it was kept at.
        (assert-true "no word" (not (ll-contains? "enter its scale again" (ll-printed))))
        (gimp-image-scale again 192 160)
        (measure again '((objects . "layers")))
        (assert-printed "scaled by 2 since its scale was given, so 4 pixels are 1 µm now")
        (ll-image-delete again)))))

(ll-test "a scale from two guides, and from the resolution"
  (lambda ()
    (let ((image (squares)))
      (assert-error "nothing to measure the scale bar by"
        (lambda () (measure image '((objects . "layers") (scale . "bar")))))
      (gimp-image-add-vguide image 10)
      (gimp-image-add-vguide image 60)
      (assert-near "mean" 45.135
        (ll-get 'mean (measure image '((objects . "layers") (scale . "bar")
                                       (bar-length . 100) (unit . "nm")))) 0.001)
      (gimp-image-set-resolution image 72 72)
      (measure image '((objects . "layers") (scale . "resolution") (unit . "mm")))
      (assert-printed "which GIMP assumes where a file has none")
      (gimp-image-set-resolution image 254 254)
      (assert-near "mean" 2.2568
        (ll-get 'mean (measure image '((objects . "layers") (scale . "resolution")
                                       (unit . "mm")))) 0.001)
      (gimp-image-set-resolution image 254 100)
      (assert-error "The pixels of the image are not square"
        (lambda () (measure image '((objects . "layers") (scale . "resolution")
                                    (unit . "mm")))))
      (ll-image-delete image))))

; The mask has half of a square, and the detection map has the other half.
(ll-test "a result"
  (lambda ()
    (let* ((image (squares))
           (values (measure image '((edge-objects . "include")))))
      (assert-equal "objects" 2 (ll-get 'objects values))
      (ll-image-delete image))))

(ll-test "the rectangle of a selection; an object that it cuts"
  (lambda ()
    (let ((image (squares)))
      (ll-select image 'rectangle 5 5 30 40)
      (assert-equal "one" 1 (ll-get 'objects (measure image '((objects . "layers")))))
      (ll-select image 'rectangle 5 5 15 40)
      (assert-equal "cut" 0 (ll-get 'objects (measure image '((objects . "layers")))))
      (assert-equal "included" 1
        (ll-get 'objects (measure image '((objects . "layers")
                                          (edge-objects . "include")))))
      (ll-image-delete image))))

(ll-test "nothing to measure, and an empty result"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (assert-error "nothing to measure" (lambda () (measure image '())))
      (assert-error "no result" (lambda () (measure image '((objects . "result")))))
      (ll-image-delete image))
    (let* ((image (empty "colour"))
           (values (measure image (list (cons 'table (ll-path "empty.csv"))
                                        (cons 'summary (ll-path "none.csv"))))))
      (assert-equal "objects" 0 (ll-get 'objects values))
      (assert-equal "rows" 1 (length (lines (ll-read-file (ll-path "empty.csv")))))
      (assert-true "no NaN" (not (ll-contains? "nan" (ll-read-file (ll-path "none.csv")))))
      (ll-image-delete image))))

(ll-test "a second image adds its rows; another table is left alone"
  (lambda ()
    (let ((image (squares))
          (before (ll-read-file (ll-path "objects.csv"))))
      (measure image (list '(objects . "layers") (cons 'table (ll-path "objects.csv"))))
      (assert-equal "rows" 5 (length (lines (ll-read-file (ll-path "objects.csv")))))
      (assert-error "other columns"
        (lambda () (measure image (list '(objects . "layers")
                                        (cons 'table (ll-path "summary.csv"))))))
      (assert-error "stands for sizes without a scale"
        (lambda () (measure image '((objects . "layers") (scale . "pixel-size")
                                    (unit . "px")))))
      (assert-error "must be one word"
        (lambda () (measure image '((objects . "layers") (scale . "pixel-size")
                                    (unit . "a b")))))
      (ll-image-delete image))))

; Both tables are checked before one of them changes.
(ll-test "a table that can't be written spares the other one"
  (lambda ()
    (let ((image (squares))
          (before (ll-read-file (ll-path "objects.csv"))))
      (define (refused part table summary)
        (assert-error part
          (lambda () (measure image (list '(objects . "layers") (cons 'table table)
                                          (cons 'summary summary)))))
        (assert-equal "left alone" before (ll-read-file (ll-path "objects.csv"))))
      (refused "other columns" (ll-path "objects.csv") (ll-path "um.csv"))
      (refused "does not exist" (ll-path "objects.csv") (ll-path "nowhere/a.csv"))
      (refused "are the same file" (ll-path "objects.csv") (ll-path "./objects.csv"))
      (refused "are the same file" (ll-path "new.csv") (ll-path "new.csv"))
      (refused "is a pipe or a device" (ll-path "objects.csv") "/dev/null")
      (assert-true "nothing new" (not (ll-exists? (ll-path "new.csv"))))
      (ll-image-delete image))))

(define (alpha pixel) (car (reverse pixel)))

; The third square touches the edge, so it does not count.
(ll-test "objects as a layer, on top and in one step of undo"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8))
          (layer "Objects measured")
          (settings '((objects . "layers") (objects-layer . 1) (scale . "pixel-size")
                      (pixel-size . 0.5))))
      (ll-annotate image (ll-layer image "micrograph") '())
      (ll-fill (ll-layer image "Segmentation") ll-blue 'rectangle 10 10 20 20)
      (ll-fill (ll-layer image "Segmentation") ll-orange 'rectangle 50 40 24 24)
      (ll-fill (ll-layer image "Segmentation") ll-blue 'rectangle 0 50 20 20)
      (let ((values (measure image (append settings
                                           (list (cons 'table (ll-path "numbered.csv")))))))
        (assert-equal "two count" 2 (ll-get 'objects values)))
      (assert-equal "on top" (list layer "Lazy labels" "micrograph")
                    (ll-names (ll-layers image)))
      (assert-equal "paint is hidden" '(#t #f #t) (map ll-is-visible (ll-layers image)))
      (assert-near "ground" 0 (alpha (ll-pixel (ll-layer image layer) 40 20)) 0)
      (let ((one (ll-pixel (ll-layer image layer) 11 11))
            (two (ll-pixel (ll-layer image layer) 52 42))
            (cut (ll-pixel (ll-layer image layer) 1 51)))
        (assert-near "translucent" 0.5 (alpha one) 0.01)
        (assert-true "two colours" (not (equal? one two)))
        (assert-near "grey" (car cut) (cadr cut) 0)
        (assert-near "grey" (car cut) (caddr cut) 0)
        (assert-true "a colour" (not (= (car one) (cadr one)))))
      ; A number is opaque, in its object.
      (assert-near "a number" 1
        (apply max (map (lambda (x) (alpha (ll-pixel (ll-layer image layer) x 52)))
                        '(56 57 58 59 60 61 62 63 64 65 66 67))) 0)
      (assert-contains "row 2 is the large one" ",ice crystal,"
        (list-ref (lines (ll-read-file (ll-path "numbered.csv"))) 2))
      (assert-equal "its number" "2"
        (cell (list-ref (lines (ll-read-file (ll-path "numbered.csv"))) 2) 1))
      ; Again, with the layer itself as the active one.
      (ll-call 'plug-in-lazy-labels-measure (list image (ll-layer image layer)) settings)
      (assert-equal "replaced" (list layer "Lazy labels" "micrograph")
                    (ll-names (ll-layers image)))
      (measure image '((objects . "layers")))
      (assert-equal "left alone" (list layer "Lazy labels" "micrograph")
                    (ll-names (ll-layers image)))
      (ll-image-delete image))))

(ll-test "a layer of objects needs colours; what fails changes nothing"
  (lambda ()
    (let ((image (empty "grey")))
      (paint image "Segmentation: classes" ll-blue 20 10 20 20)
      (measure image '((objects . "result") (objects-layer . 1)))
      (assert-equal "first" "Objects measured" (car (ll-names (ll-layers image))))
      (assert-equal "base" 'rgb (ll-image-base image))
      (ll-image-delete image))
    (let ((image (squares)))
      (assert-error "other columns"
        (lambda () (measure image (list '(objects . "layers") '(objects-layer . 1)
                                        '(scale . "pixel-size") '(pixel-size . 2)
                                        (cons 'table (ll-path "summary.csv"))))))
      (assert-true "no layer" (not (member "Objects measured" (ll-names (ll-layers image)))))
      (assert-equal "no scale" "" (ll-image-parasite image "lazy-labels-scale"))
      (ll-image-delete image))))

(ll-test "micrometres are one unit, however they are written"
  (lambda ()
    (for-each
      (lambda (unit)
        (let* ((image (squares))
               (values (measure image (list '(objects . "layers") '(scale . "pixel-size")
                                            '(pixel-size . 0.5) (cons 'unit unit)))))
          (assert-equal "for scripts" "um" (ll-get 'unit values))
          (assert-equal "in the image" "2 um" (ll-image-parasite image "lazy-labels-scale"))
          (assert-printed "mean diameter 11.28 µm")
          (ll-image-delete image)))
      '("um" "µm" "micron"))))

(define (compare settings)
  (ll-call 'plug-in-lazy-labels-compare '() settings))

(ll-test "images are compared with a baseline"
  (lambda ()
    (ll-write-file (ll-path "two.csv")
      (string-append
        "image,class,statistic,value,low,high,unit,value_px\n"
        "\"a, first\",all,mean_diameter,10,9,11,um,20\n"
        "b,all,mean_diameter,12.5,9,11,um,25\n"
        "b,all,d32,3,,,um,6\n"))
    (let ((settings (list (cons 'summary (ll-path "two.csv"))
                          (cons 'table (ll-path "compared.csv")))))
      (assert-equal "images" 2 (ll-get 'images (compare settings)))
      (let ((table (lines (ll-read-file (ll-path "compared.csv")))))
        (assert-contains "header" "image,class,mean_diameter (um),mean_diameter (um) change %"
                         (car table))
        (assert-contains "the baseline" "\"a, first\",all,10,0,,"
                         (find-line "first" table))
        (assert-contains "the other" "b,all,12.5,25,3," (caddr table)))
      (compare (append '((baseline . "b")) settings))
      (assert-contains "the other way" "all,10,-20,"
                       (find-line "first" (lines (ll-read-file (ll-path "compared.csv")))))
      (assert-error "The summary has no image \"c\""
        (lambda () (compare (append '((baseline . "c")) settings))))
      (assert-error "is not a summary"
        (lambda () (compare (list (cons 'summary (ll-path "objects.csv"))
                                  (cons 'table (ll-path "compared.csv"))))))
      (assert-error "are the same file"
        (lambda () (compare (list (cons 'summary (ll-path "two.csv"))
                                  (cons 'table (ll-path "./two.csv"))))))
      (assert-error "No table is given"
        (lambda () (compare (list (cons 'summary (ll-path "two.csv"))))))
      (assert-error "No summary is given"
        (lambda () (compare (list (cons 'table (ll-path "compared.csv")))))))))

; As Measure writes it.
(ll-test "a summary that was measured"
  (lambda ()
    (assert-equal "images" 1
      (ll-get 'images (compare (list (cons 'summary (ll-path "summary.csv"))
                                     (cons 'table (ll-path "one.csv"))))))
    (assert-contains "area" "area_fraction change %" (ll-read-file (ll-path "one.csv")))))

; What is kept of an image that has changed since.

(define (measure-result image settings)
  (ll-printed)
  (let ((values (measure image (cons '(objects . "result") settings))))
    (cons (cons 'printed (ll-printed)) values)))

(define (assert-says part values)
  (assert-contains "the printed text" part (ll-get 'printed values)))

(define (assert-silent part values)
  (assert-true (string-append "silence about \"" part "\"")
               (not (ll-contains? part (ll-get 'printed values)))))

(define half-um '((scale . "pixel-size") (pixel-size . 0.5) (unit . "um")))

(ll-test "a result of the image as it is needs no word"
  (lambda ()
    (let* ((image (squares))
           (values (measure-result image half-um)))
      (assert-silent "segment" values)
      (ll-image-delete image))))

(ll-test "the scale goes along when the image is scaled, and a word says so"
  (lambda ()
    (let* ((image (squares))
           (before (measure-result image half-um)))
      (ll-image-scale image 192 160)
      (let ((after (measure-result image '())))
        (assert-near "mean" (ll-get 'mean before) (ll-get 'mean after) 0.2)
        (assert-equal "unit" "um" (ll-get 'unit after))
        (assert-says "scaled by 2 since its scale was given, so 4 pixels are 1 µm" after)
        (assert-says "scaled from 96 x 80 to 192 x 160 pixels after the result" after))
      (let ((again (measure-result image '((scale . "pixel-size") (pixel-size . 0.25)))))
        (assert-silent "since its scale was given" again)
        (assert-silent "since its scale was given" (measure-result image '())))
      (ll-image-delete image))))

(ll-test "after a crop the scale holds, and a word says so"
  (lambda ()
    (let* ((image (squares))
           (before (measure-result image half-um)))
      (ll-image-crop image 80 70 8 6)
      (let ((after (measure-result image '())))
        (assert-says "was cropped, or its canvas changed, since its scale was given" after)
        (assert-says "was made from a micrograph of 96 x 80 pixels" after)
        ; Fewer places for objects that lie within the image weigh a little differently.
        (assert-near "mean" (ll-get 'mean before) (ll-get 'mean after) 0.05))
      ; Both at once is not recognised.
      (ll-image-scale image 90 30)
      (ll-image-crop image 45 30 10 0)
      (assert-says "had 96 x 80 pixels when its scale was given, and has 45 x 30 now"
                   (measure-result image '()))
      (ll-image-delete image))))

(ll-test "a result that was copied to another image is told"
  (lambda ()
    (let ((from (squares))
          (same-size (ll-micrograph 'rgb 'u8))
          (larger (ll-image-new 200 160 'rgb 'u8)))
      (ll-fill (ll-layer same-size "micrograph") '(10 20 30) 'rectangle 0 0 50 80)
      (ll-layer-new larger "micrograph" 200 160 0 0 #f)
      (ll-fill (ll-layer larger "micrograph") '(90 90 90) 'rectangle 0 0 200 100)
      (ll-copy-layer same-size (car (ll-layers from)))
      (assert-says "looks different" (measure-result same-size '()))
      (ll-copy-layer larger (car (ll-layers from)))
      (let ((values (measure-result larger '())))
        (assert-says "has 96 x 80 pixels at x = 0, y = 0, but the micrograph has 200 x 160" values)
        (assert-says "was made from a micrograph of 96 x 80 pixels" values))
      (for-each ll-image-delete (list from same-size larger)))))

(ll-test "a result knows its network"
  (lambda ()
    (let* ((image (squares))
           (text (ll-layer-parasite (car (ll-layers image)) "lazy-labels-network")))
      (assert-contains "the group" "net" text)
      (assert-equal "length" (+ 4 64) (string-length text))
      (ll-image-delete image))))
(define (write-rows name . rows)
  (ll-write-file (ll-path name) (apply string-append rows)))

(define (save-as image path)
  (ll-image-save image path)
  (ll-image-delete image))

(define (measure-file path settings)
  (let ((image (ll-image-load path)))
    (measure image (append settings '((objects . "layers"))))
    (ll-image-delete image)))

(ll-test "files of the same name, and a file that is measured again"
  (lambda ()
    (let ((one (ll-path "day1")) (two (ll-path "day2"))
          (summary (list (cons 'summary (ll-path "days.csv"))))
          (settings (list (cons 'summary (ll-path "days.csv"))
                          (cons 'table (ll-path "compared-days.csv")))))
      (ll-host-mkdir one)
      (ll-host-mkdir two)
      (save-as (squares) (string-append one "/img.xcf"))
      (let ((image (squares)))
        (ll-erase (ll-layer image "Segmentation") 'rectangle 40 30 40 40)
        (save-as image (string-append two "/img.xcf")))
      (measure-file (string-append one "/img.xcf") summary)
      (measure-file (string-append one "/../day2/img.xcf") summary)
      (assert-equal "images" 2 (ll-get 'images (compare settings)))
      (let ((table (ll-read-file (ll-path "compared-days.csv"))))
        (assert-contains "the first" (string-append "," one ",20") table)
        (assert-contains "the second" (string-append "," two ",20") table))
      (ll-printed)
      (measure-file (string-append one "/img.xcf") summary)
      (assert-equal "images still" 2 (ll-get 'images (compare settings)))
      (assert-printed "1 image was measured several times: its newest measurement counts")
      (assert-equal "rows" 7
                    (length (lines (ll-read-file (ll-path "compared-days.csv")))))
      (assert-error "several images \"img.xcf\""
        (lambda () (compare (append '((baseline . "img.xcf")) settings))))
      (compare (append (list (cons 'baseline (string-append two "/img.xcf"))) settings)))))

(define early
  "image,class,statistic,value,low,high,unit,value_px,low_px,high_px,unit_px")

(define (with-semicolons text)
  (list->string (map (lambda (c) (if (char=? c #\,) #\; c)) (string->list text))))

(define late ",settings,folder,measured")

; A byte order mark, semicolons and decimal commas; quotes and tabs.
(ll-test "tables that spreadsheets saved"
  (lambda ()
    (define (try name . rows)
      (apply write-rows (cons name rows))
      (let ((image (squares)))
        (measure image (list '(objects . "layers") (cons 'summary (ll-path name))))
        (ll-image-delete image))
      (assert-equal "images" 2
        (ll-get 'images (compare (list (cons 'summary (ll-path name))
                                       (cons 'table (ll-path "saved.csv"))))))
      (assert-contains "compared" "old.xcf,all,10.5,0," (ll-read-file (ll-path "saved.csv")))
      (ll-read-file (ll-path name)))
    (assert-contains "its own dialect" "all;mean_diameter;22,56"
      (try "german.csv" (list->string (list (integer->char 65279)))
           (with-semicolons (string-append early late)) "\r\n"
           "old.xcf;all;mean_diameter;10,5;;;px;10,5;;;px;;/d;2026-01-01T00:00:00Z\r\n"))
    (assert-contains "quotes" "\"all\",\"mean_diameter\",22.56"
      (try "quoted.csv"
           "\"" (apply string-append
                  (map (lambda (c) (if (char=? c #\,) "\",\"" (string c)))
                       (string->list (string-append early late)))) "\"\n"
           "\"old.xcf\",\"all\",\"mean_diameter\",10.5,,,\"px\",10.5,,,\"px\",,\"/d\",\"x\"\n"))
    (assert-contains "tabs" (list->string (list #\tab #\2 #\2 #\, #\5 #\6))
      (try "tabs.txt"
           (list->string (map (lambda (c) (if (char=? c #\;) #\tab c))
             (string->list (string-append
               (with-semicolons (string-append early late)) "\n"
               "old.xcf;all;mean_diameter;10,5;;;px;10,5;;;px;;/d;x\n"))))))))

(ll-test "a table of an earlier version gets the columns that it lacks"
  (lambda ()
    (write-rows "early.csv" early "\r\nold.xcf,all,d32,3,,,px,3,,,px\r\n")
    (let ((image (squares)))
      (measure image (list '(objects . "layers") (cons 'summary (ll-path "early.csv"))))
      (ll-image-delete image))
    (let ((table (lines (ll-read-file (ll-path "early.csv")))))
      (assert-contains "header" (string-append early late) (car table))
      (assert-contains "the old row" "old.xcf,all,d32,3,,,px,3,,,px,,," (cadr table))
      (assert-contains "a new one" (string-append ll-folder ",20") (caddr table)))))

(ll-test "no spreadsheet computes a name"
  (lambda ()
    (save-as (squares) (ll-path "=1+1.xcf"))
    (measure-file (ll-path "=1+1.xcf")
                  (list (cons 'table (ll-path "formula.csv"))
                        (cons 'summary (ll-path "formulas.csv"))))
    (assert-contains "objects" "'=1+1.xcf,1,air bubble" (ll-read-file (ll-path "formula.csv")))
    (compare (list (cons 'summary (ll-path "formulas.csv"))
                   (cons 'table (ll-path "compared-formulas.csv"))))
    (assert-printed "with \"=1+1.xcf\"")
    (assert-contains "compared" "'=1+1.xcf,all," (ll-read-file (ll-path "compared-formulas.csv")))))

(ll-test "what can't be compared is said"
  (lambda ()
    (define (refused part . rows)
      (apply write-rows (cons "odd.csv" (cons early (cons "\n" rows))))
      (assert-error part
        (lambda () (compare (list (cons 'summary (ll-path "odd.csv"))
                                  (cons 'table (ll-path "never.csv")))))))
    (refused "of the image \"b\" has the unit \"px\""
             "a,all,d32,3,,,um,3,,,px\n" "b,all,d32,3,,,px,3,,,px\n")
    (refused "Row 2 of the summary" "a,all,d32,#NUM!,,,um,3,,,px\n")
    (refused "has no unit" "a,all,d32,3,,,,3,,,px\n")
    (refused "has 3 cells for 11 columns" "a,all,d32\n")
    (assert-true "no table" (not (ll-exists? (ll-path "never.csv"))))))
