; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Which files a batch works on and writes: nothing is overwritten, lost or counted twice.

(define annotated (ll-path "annotated"))
(define new (ll-path "new"))
(define results (ll-path "results"))
(define again (ll-path "again"))
(define odd (ll-path "odd"))
(define pages (ll-path "pages"))
(define weights (ll-path "net.safetensors"))
(for-each ll-host-mkdir (list annotated new results again odd pages (ll-path "aside")))

(define (in folder name) (string-append folder "/" name))
(define (assert-there folder names)
  (for-each (lambda (name) (assert-true name (ll-exists? (in folder name)))) names))

(let ((image (ll-painted-micrograph)))
  (ll-image-save image (in annotated "a.xcf"))
  (ll-image-save image (in new "grey.xcf"))
  (ll-image-delete image))
(let ((image (ll-micrograph 'grey 'u8)))
  (ll-image-save image (in new "photo.JPG"))
  (for-each (lambda (name) (ll-image-save image (in odd name)))
    '("50%20 #1.png" "two\nlines.png" "quo\"t\\.png" "~\u00b5m.png" "-dash.png"))
  (ll-image-delete image))
(ll-write-file (in new "._grey.xcf") "attributes")
(ll-write-file (in new ".hidden.png") "hidden")
(ll-write-file (in new "Thumbs.db") "thumbs")
(ll-write-file (in new "notes.txt") "notes")
(ll-write-file (in annotated "._a.xcf") "attributes")
(ll-write-file (in annotated "raw.tif") "raw")

(define small '((width . 2) (levels . 3) (blocks . 2) (patch . 32) (batch . 2)))

(ll-test "hidden files do not end a training, and all that is skipped is named"
  (lambda ()
    (lazy-labels-batch-train annotated weights 2 0 small)
    (let ((printed (ll-printed)))
      (assert-contains "printed" "1 image: 1 with detection marks" printed)
      (assert-contains "printed" "not an XCF file (\"raw.tif\"" printed)
      (assert-contains "printed" "Skipped 1 hidden file (\"._a.xcf\")." printed))))

(ll-test "the folder of the inputs is refused for the results, however it is spelled"
  (lambda ()
    (for-each
      (lambda (out)
        (for-each
          (lambda (batch)
            (assert-error "choose another folder" batch))
          (list (lambda () (lazy-labels-batch-predict new weights out))
                (lambda () (lazy-labels-batch-grow new out))
                (lambda () (lazy-labels-batch-measure new (ll-path "t.csv") "" out)))))
      (list new (in new ".") (in new "/") (in (ll-path "aside") "../new")))
    (assert-true "no table" (not (ll-exists? (ll-path "t.csv"))))
    (assert-true "no result" (not (ll-exists? (in new "photo.xcf"))))
    (assert-equal "open images" 0 (ll-count-images))))

(ll-test "a table that is one of the inputs, or the other table, is refused"
  (lambda ()
    (assert-error "would overwrite"
      (lambda () (lazy-labels-batch-measure new (in new "./grey.xcf") "" "")))
    (assert-error "are the same file"
      (lambda ()
        (lazy-labels-batch-measure new (ll-path "t.csv")
                                   (in (ll-path "aside") "../t.csv") "")))
    (ll-image-delete (ll-image-load (in new "grey.xcf")))))

(ll-test "all images are segmented, and what is not is named"
  (lambda ()
    (assert-equal "files that went well" 2 (lazy-labels-batch-predict new weights results))
    (let ((printed (ll-printed)))
      (assert-contains "printed" "not an image (\"notes.txt\"" printed)
      (assert-contains "printed" "2 of 2 files segmented" printed)
      (assert-contains "printed"
        "Skipped 3 hidden files (\"._grey.xcf\", \".hidden.png\", \"Thumbs.db\")." printed)
      (assert-true "nothing failed" (not (ll-contains? "FAILED" printed))))
    (assert-there results '("grey.xcf" "grey.png" "photo.xcf" "photo.png"))))

; GIMP calls the layers of the second result "Segmentation: classes #1" and so on.
(ll-test "results can be segmented again"
  (lambda ()
    (assert-equal "files that went well" 3
      (begin
        (ll-image-delete (let ((image (ll-image-load (in results "grey.png"))))
                           (ll-image-save image (in results "extra.png"))
                           image))
        (file-delete (in results "grey.png"))
        (file-delete (in results "photo.png"))
        (lazy-labels-batch-predict results weights again)))
    (assert-there again '("grey.xcf" "grey.png" "photo.xcf" "photo.png"))
    (assert-equal "open images" 0 (ll-count-images))
    (let* ((image (ll-image-load (in again "grey.xcf")))
           (picture (ll-image-load (in again "grey.png")))
           (classes (ll-layer image "Segmentation: classes"))
           (over (ll-pixel classes 22 22))
           (seen (ll-pixel (car (ll-layers picture)) 22 22))
           (under (ll-pixel (ll-layer image "micrograph") 22 22)))
      (assert-equal "plane" "segmentation classes colour"
                    (ll-layer-parasite classes "lazy-labels-plane"))
      (assert-true "the new classes over the micrograph"
        (and (>= (car seen) (- (min (car under) (car over)) 0.005))
             (<= (car seen) (+ (max (car under) (car over)) 0.005))))
      (ll-image-delete picture)
      (ll-image-delete image))))

(ll-test "an error in a picture leaves no copy open"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (assert-error ""
        (lambda ()
          (lazy-labels-save-picture image (car (ll-layers image)) ll-children
                                    (ll-path "nowhere/a.png"))))
      (assert-error ""
        (lambda ()
          (lazy-labels-save-picture image (car (ll-layers image))
                                    (lambda (group) (ll-fail "on purpose"))
                                    (ll-path "a.png"))))
      (assert-equal "open images" 1 (ll-count-images))
      (ll-image-delete image))))

(ll-test "odd names"
  (lambda ()
    (let ((out (ll-path "odd-results")))
      (ll-host-mkdir out)
      (assert-equal "files that went well" 5 (lazy-labels-batch-predict odd weights out))
      (assert-there out '("50%20 #1.xcf" "two%0Alines.xcf" "quo\"t\\.xcf" "~\u00b5m.xcf"
                          "-dash.xcf"))
      (assert-equal "open images" 0 (ll-count-images)))))

(ll-test "each page of a stack is segmented, the first one first"
  (lambda ()
    (assert-equal "files that went well" 1
      (lazy-labels-batch-predict (string-append ll-source "/tests/plugin/stack") weights
                                 pages))
    (assert-printed "\"stack.tif\" has 3 pages")
    (assert-equal "open images" 0 (ll-count-images))
    (for-each
      (lambda (page)
        (let* ((path (in pages (string-append "stack-page" (car page))))
               (image (ll-image-load (string-append path ".xcf"))))
          (assert-true "a picture" (ll-exists? (string-append path ".png")))
          (assert-equal "layers" 2 (length (ll-layers image)))
          (assert-equal "size" '(96 80) (ll-size (cadr (ll-layers image))))
          (for-each
            (lambda (x grey)
              (assert-near "grey" (/ grey 255)
                           (car (ll-pixel (cadr (ll-layers image)) x 22)) 0.003))
            '(32 52) (cdr page))
          (ll-image-delete image)))
      '(("1" 40 40) ("2" 220 40) ("3" 40 220)))))

(ll-test "of an image with several pictures, it is said which one is read"
  (lambda ()
    (let ((image (ll-image-load (string-append ll-source "/tests/plugin/stack/stack.tif"))))
      (ll-predict image (car (reverse (ll-layers image))) (list (cons 'weights weights)))
      (assert-printed "has 2 more layers besides")
      (ll-image-delete image))))

(ll-test "files that fail are named with their reasons, and counted by the error at the end"
  (lambda ()
    (ll-write-file (in odd "broken 1.png") "This is no picture.")
    (ll-write-file (in odd "broken 2.TIFF") "Nor is this.")
    (for-each (lambda (name) (file-delete (in odd name)))
              '("50%20 #1.png" "two\nlines.png" "quo\"t\\.png" "~\u00b5m.png"))
    (assert-error "FAILED 2 of 3" (lambda () (lazy-labels-batch-predict odd weights again)))
    (let* ((printed (ll-printed))
           (end (ll-text-from "1 of 3 files segmented." printed)))
      (assert-contains "the end" "\"broken 1.png\" failed: " end)
      (assert-contains "the end" "\"broken 2.TIFF\" failed: " end))
    (assert-there again '("-dash.xcf" "-dash.png"))
    (assert-equal "open images" 0 (ll-count-images))))

(ll-test "what a script saves is replaced as a whole or not at all"
  (lambda ()
    (let* ((image (ll-micrograph 'rgb 'u8))
           (layer (ll-layer image "micrograph"))
           (save (lambda (name)
                   (ll-call 'plug-in-lazy-labels-save-file (list image layer)
                            (list (cons 'file (ll-path name)))))))
      (save "saved.png")
      (let ((again (ll-image-load (ll-path "saved.png"))))
        (assert-equal "width" 96 (ll-image-width again))
        (ll-image-delete again))
      (ll-write-file (ll-path "saved.nonsense") "mine")
      (assert-error "can't save \"saved.nonsense\"" (lambda () (save "saved.nonsense")))
      (assert-equal "the old file" "mine" (ll-read-file (ll-path "saved.nonsense")))
      (assert-error "is a folder" (lambda () (save "annotated")))
      (assert-error "\"file\" is empty"
        (lambda () (ll-call 'plug-in-lazy-labels-save-file (list image layer) '())))
      (ll-image-delete image))))
