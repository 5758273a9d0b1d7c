; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; From a result to better labels: objects that are accepted, rejected, split and masked, and
; places to paint next.

(load (string-append ll-source "/tests/plugin/results.scm"))

(define mark-layer "Detection")
(define line-layer "Separation")
(define mask-layer "Segmentation")

; Counts the pixels of a colour in a part of the image.  GIMP counts them, because
; querying each pixel is slow.
(define (count layer colour x y width height)
  (let ((image (car (gimp-item-get-image layer))))
    (gimp-context-push)
    (gimp-context-set-antialias FALSE)
    (gimp-context-set-feather FALSE)
    (gimp-context-set-sample-merged FALSE)
    (gimp-context-set-sample-threshold-int 0)
    (ll-select image 'rectangle x y width height)
    (gimp-image-select-color image CHANNEL-OP-INTERSECT layer colour)
    (let ((n (if (= TRUE (car (gimp-selection-is-empty image)))
               0
               (inexact->exact
                 (list-ref (gimp-drawable-histogram layer HISTOGRAM-VALUE 0 1) 3)))))
      (ll-select-none image)
      (gimp-context-pop)
      n)))

(define (all layer colour) (count layer colour 0 0 96 80))
(define black '(0 0 0))

(define (call name image settings)
  (ll-call name (list image (ll-layer image "micrograph")) settings))
(define (accept image settings) (call 'plug-in-lazy-labels-accept image settings))
(define (reject image settings) (call 'plug-in-lazy-labels-reject image settings))
(define (split image) (call 'plug-in-lazy-labels-split-objects image '()))
(define (mask image settings) (call 'plug-in-lazy-labels-mask-object image settings))
(define (at x y) (list (cons 'which "at") (cons 'x x) (cons 'y y)))

; Two squares of the first class that touch along x = 30, and one of the second by itself;
; the result separates the two.
(define (with-result)
  (let ((image (empty "colour")))
    (paint image "Segmentation: classes" ll-blue 10 10 20 20)
    (paint image "Segmentation: classes" ll-blue 30 10 20 20)
    (paint image "Segmentation: classes" ll-orange 60 50 24 20)
    (paint image "Detection: air bubble" ll-blue 14 14 12 12)
    (paint image "Detection: air bubble" ll-blue 34 14 12 12)
    (paint image "Detection: ice crystal" ll-orange 64 54 16 12)
    (paint image "Separation: interface" ll-cyan 29 10 2 20)
    image))

(define (mask-of image) (ll-layer image mask-layer))
(define (mark-of image) (ll-layer image mark-layer))
(define (line-of image) (ll-layer image line-layer))

; Objects that Measure finds in the paint.
(define (painted-objects image)
  (ll-get 'objects (ll-call 'plug-in-lazy-labels-measure
                            (list image (ll-layer image "micrograph"))
                            '((objects . "layers")))))

; Runs of marked pixels along the middle of the third object.
(define (marks-in image)
  (let ((layer (mark-of image)))
    (let loop ((x 58) (in #f) (runs '()))
      (if (= x 88)
        runs
        (let ((marked (= 1 (count layer ll-orange x 60 1 1))))
          (loop (+ x 1) marked (if (and marked (not in)) (cons x runs) runs)))))))

(ll-test "a whole result becomes masks, marks, and scribbles where objects touch"
  (lambda ()
    (let* ((image (with-result))
           (values (accept image '())))
      (assert-equal "objects" 3 (ll-get 'objects values))
      (assert-equal "skipped" 0 (ll-get 'skipped values))
      (assert-equal "layer" (mask-of image) (ll-get 'layer values))
      (assert-printed "Accepted 3 objects.")
      (assert-equal "masks" 800 (all (mask-of image) ll-blue))
      (assert-equal "masks of the second class" 480 (all (mask-of image) ll-orange))
      (assert-true "marks are smaller" (< 100 (count (mark-of image) ll-blue 10 10 20 20) 300))
      (assert-true "the other mark" (< 100 (count (mark-of image) ll-blue 30 10 20 20) 300))
      (assert-equal "no mark at the interface" 0 (count (mark-of image) ll-blue 28 10 4 20))
      (assert-true "scribble" (> (count (line-of image) ll-cyan 26 8 8 24) 20))
      (assert-equal "no other scribbles" (all (line-of image) ll-cyan)
                    (count (line-of image) ll-cyan 26 8 8 24))
      (assert-equal "objects in the paint" 3 (painted-objects image))
      (ll-image-delete image))))

(ll-test "one at a position, and then its neighbour: the scribble comes with the second"
  (lambda ()
    (let ((image (with-result)))
      (assert-equal "first" 1 (ll-get 'objects (accept image (at 15 15))))
      (assert-equal "mask" 400 (all (mask-of image) ll-blue))
      (assert-equal "no scribble yet" 0 (all (line-of image) ll-cyan))
      (assert-printed "objects without a mask would be learned as background")
      (assert-equal "second" 1 (ll-get 'objects (accept image (at 40 20))))
      (assert-equal "masks" 800 (all (mask-of image) ll-blue))
      (assert-true "scribble" (> (all (line-of image) ll-cyan) 20))
      (assert-equal "objects" 2 (painted-objects image))
      (assert-error "no object at x = 2, y = 3" (lambda () (accept image (at 2 3))))
      (assert-error "no object at x = -1" (lambda () (accept image (at -1 -1))))
      (ll-image-delete image))))

(ll-test "in the selection: objects that lie mostly in it, or that it lies in, uncut"
  (lambda ()
    (let ((image (with-result)))
      (ll-select image 'rectangle 5 5 28 30)
      (assert-equal "mostly in it" 1 (ll-get 'objects (accept image '())))
      (assert-equal "whole" 400 (all (mask-of image) ll-blue))
      (ll-select image 'rectangle 70 58 3 3)
      (assert-equal "around it" 1 (ll-get 'objects (accept image '())))
      (assert-equal "whole as well" 480 (all (mask-of image) ll-orange))
      (ll-select image 'rectangle 0 70 5 5)
      (assert-error "No object of the result" (lambda () (accept image '())))
      (ll-image-delete image))))

(ll-test "the paint of a person stays unless the call says otherwise"
  (lambda ()
    (let ((image (with-result)))
      ; Another class on the first, a corner of the rest on the second, a mark on the third.
      (ll-fill (mask-of image) ll-orange 'rectangle 12 12 10 10)
      (ll-fill (mask-of image) black 'rectangle 46 26 4 4)
      (ll-fill (mark-of image) ll-orange 'rectangle 70 58 4 4)
      (let ((values (accept image '())))
        (assert-equal "objects" 2 (ll-get 'objects values))
        (assert-equal "skipped" 1 (ll-get 'skipped values))
        (assert-printed "1 object was left alone"))
      (assert-equal "the contradiction" 0 (count (mask-of image) ll-blue 10 10 20 20))
      (assert-equal "its paint" 100 (count (mask-of image) ll-orange 10 10 20 20))
      (assert-equal "the corner" 16 (count (mask-of image) black 30 10 20 20))
      (assert-equal "around the corner" 384 (count (mask-of image) ll-blue 30 10 20 20))
      (assert-equal "a mark stays the only one" 16 (all (mark-of image) ll-orange))
      (assert-equal "all" 3 (ll-get 'objects (accept image '((overwrite . 1)))))
      (assert-equal "over it" 800 (all (mask-of image) ll-blue))
      (ll-image-delete image))))

(ll-test "accepted paint is told apart, also from a file and after corrections"
  (lambda ()
    (let ((image (with-result))
          (path (ll-path "accepted.xcf")))
      (accept image '())
      (assert-equal "the copy" 800 (all (ll-layer image "Accepted: Segmentation") ll-blue))
      (assert-equal "its parasite" "segmentation"
                    (ll-layer-parasite (ll-layer image "Accepted: Segmentation")
                                       "lazy-labels-accepted"))
      ; A correction by a tool of GIMP: the first object loses half, the other gets paint.
      (ll-erase (mask-of image) 'rectangle 10 10 10 20)
      (ll-fill (mask-of image) ll-orange 'rectangle 44 24 6 6)
      (ll-image-save image path)
      (ll-image-delete image)
      (let ((again (ll-image-load path)))
        (let ((values (accept again '())))
          (assert-equal "the third alone, and the second around the correction" 2
                        (ll-get 'objects values))
          (assert-equal "the erased one is a person's" 1 (ll-get 'skipped values)))
        (assert-equal "what was erased" 0 (count (mask-of again) ll-blue 10 10 10 20))
        (assert-equal "what was painted" 36 (count (mask-of again) ll-orange 30 10 20 20))
        ; By its position, the erased one comes back.
        (assert-equal "back" 1 (ll-get 'objects (accept again (at 25 15))))
        (assert-equal "whole" 400 (count (mask-of again) ll-blue 10 10 20 20))
        (ll-image-delete again)))))

(ll-test "a later result replaces what was accepted of an earlier one"
  (lambda ()
    (let ((image (with-result)))
      (accept image '())
      (ll-erase (ll-layer image "Segmentation: classes") 'rectangle 60 50 24 20)
      (paint image "Segmentation: classes" ll-orange 60 50 22 20)
      (accept image '())
      (assert-equal "the smaller one" 440 (all (mask-of image) ll-orange))
      (ll-image-delete image))))

(ll-test "Evaluate says so where the reference was accepted"
  (lambda ()
    (let ((image (with-result)))
      (ll-fill (mask-of image) ll-blue 'rectangle 10 10 20 20)
      (evaluate image '())
      (assert-true "a person's" (not (ll-contains? "was accepted from a result" (ll-printed))))
      (accept image (at 70 60))
      (evaluate image '())
      (assert-printed "was accepted from a result")
      (ll-image-delete image))))

(ll-test "accepted paint trains"
  (lambda ()
    (let ((image (with-result)))
      (accept image '())
      (assert-true "iterations"
        (> (ll-get 'iterations (ll-train-small image (ll-layer image "micrograph") '())) 0))
      (ll-image-delete image))))

(ll-test "sparse layers get a rim of the rest"
  (lambda ()
    (let ((image (with-result)))
      (ll-annotate image (ll-layer image "micrograph") '((coverage . "sparse")))
      (accept image (at 70 60))
      (assert-equal "mask" 480 (all (mask-of image) ll-orange))
      (assert-true "rim" (> (count (mask-of image) black 55 45 34 30) 200))
      (assert-equal "not beyond" (all (mask-of image) black)
                    (count (mask-of image) black 55 45 34 30))
      (ll-image-delete image))))

(ll-test "a rejected object is the rest, and stays rejected"
  (lambda ()
    (let ((image (with-result)))
      (assert-error "Nothing is selected" (lambda () (reject image '())))
      (assert-equal "objects" 1 (ll-get 'objects (reject image (at 15 15))))
      (assert-printed "Rejected 1 object")
      (assert-equal "rest" 400 (count (mask-of image) black 10 10 20 20))
      (assert-equal "rest on Detection" 400 (count (mark-of image) black 10 10 20 20))
      (let ((values (accept image '())))
        (assert-equal "the others" 2 (ll-get 'objects values))
        (assert-equal "not this one" 1 (ll-get 'skipped values)))
      (assert-equal "still" 400 (count (mask-of image) black 10 10 20 20))
      ; One that was accepted before.
      (ll-select image 'rectangle 55 45 35 30)
      (assert-equal "accepted before" 1 (ll-get 'objects (reject image '())))
      (assert-equal "gone" 0 (all (mask-of image) ll-orange))
      (assert-equal "its mark, too" 0 (all (mark-of image) ll-orange))
      (ll-image-delete image))))

(ll-test "a scribble through an accepted object splits it"
  (lambda ()
    (let ((image (with-result)))
      (accept image (at 70 60))
      (assert-error "No scribble" (lambda () (split image)))
      ; It ends one pixel before the border.
      (ll-fill (line-of image) ll-cyan 'rectangle 71 51 2 18)
      (assert-equal "one mark before" 1 (length (marks-in image)))
      (let ((values (split image)))
        (assert-equal "objects" 1 (ll-get 'objects values))
        (assert-equal "parts" 2 (ll-get 'parts values)))
      (assert-printed "Split 1 object.")
      (assert-equal "two marks" 2 (length (marks-in image)))
      (assert-equal "the mask" 480 (all (mask-of image) ll-orange))
      (assert-equal "objects in the paint" 2 (painted-objects image))
      (ll-image-delete image))))

(ll-test "a scribble that is there before the object is accepted separates it as well"
  (lambda ()
    (let ((image (with-result)))
      (ll-fill (line-of image) ll-cyan 'rectangle 71 48 2 24)
      (assert-equal "objects" 2 (ll-get 'objects (accept image '((which . "at") (x . 65) (y . 60)))))
      (assert-equal "objects in the paint" 2 (painted-objects image))
      (ll-image-delete image))))

; The bright round object is 28 pixels wide, 616 in all.
(define (annotated)
  (let ((image (ll-micrograph 'rgb 'u8)))
    (ll-annotate image (ll-layer image "micrograph") '())
    image))

(define (assert-bubble image values)
  (assert-near "pixels" 616 (ll-get 'pixels values) 70)
  (assert-equal "painted" (ll-get 'pixels values) (all (mask-of image) ll-blue))
  (assert-true "a mark" (> (all (mark-of image) ll-blue) 60)))

(ll-test "an object in a rectangle or an ellipse is masked at once"
  (lambda ()
    (for-each
      (lambda (shape)
        (let ((image (annotated)))
          (ll-select image shape 3 3 33 38)
          (assert-bubble image (mask image '((class . "air bubble"))))
          ; Another try replaces it.
          (ll-select image shape 3 3 34 38)
          (assert-bubble image (mask image '((class . "air bubble"))))
          (ll-image-delete image)))
      '(rectangle ellipse))))

(ll-test "a single dot, or a position, is masked at once"
  (lambda ()
    (let ((image (annotated)))
      (assert-error "Select an object" (lambda () (mask image '())))
      (ll-fill (mark-of image) ll-orange 'rectangle 38 58 5 5)
      (let ((values (mask image '())))
        (assert-near "crystal" 1040 (ll-get 'pixels values) 150)
        (assert-equal "of the class of the dot" (ll-get 'pixels values)
                      (all (mask-of image) ll-orange)))
      ; Objects that touch are separated by a scribble.
      (ll-fill (ll-layer image "Separation") ll-cyan 'rectangle 33 10 4 24)
      (assert-near "at a position" 616
                   (ll-get 'pixels (mask image '((x . 20) (y . 22) (class . "air bubble")))) 120)
      (ll-fill (mark-of image) ll-blue 'rectangle 44 20 4 4)
      (ll-fill (mark-of image) ll-blue 'rectangle 85 10 3 3)
      (assert-error "2 marks have no mask yet" (lambda () (mask image '())))
      (ll-image-delete image))))

(ll-test "a mask never covers what a person painted, and bad input is refused"
  (lambda ()
    (let ((image (annotated)))
      (ll-fill (mask-of image) black 'rectangle 8 8 8 28)
      (ll-select image 'rectangle 3 3 33 38)
      (mask image '((class . "air bubble")))
      (assert-error "no class \"lava\"" (lambda () (mask image '((class . "lava")))))
      (assert-equal "the rest" 224 (all (mask-of image) black))
      (ll-select-none image)
      (assert-error "outside of the micrograph"
                    (lambda () (mask image '((x . 500) (y . 20)))))
      (ll-image-delete image))))

(ll-test "a network that has a result helps"
  (lambda ()
    (let ((image (empty "colour")))
      ; The network sees two objects where the image shows one: half of the rectangle.
      (paint image "Segmentation: ice crystal" ll-orange 20 46 20 26)
      (ll-select image 'rectangle 12 38 40 40)
      (let ((values (mask image '((class . "ice crystal")))))
        (assert-true "something" (> (ll-get 'pixels values) 200)))
      (ll-image-delete image))))

; "x y width height doubt" to numbers
(define (numbers line)
  (let loop ((chars (string->list line)) (word '()) (all '()))
    (define (add) (if (null? word) all
                    (cons (string->number (list->string (reverse word))) all)))
    (cond ((null? chars) (reverse (add)))
          ((char=? (car chars) #\space) (loop (cdr chars) '() (add)))
          (else (loop (cdr chars) (cons (car chars) word) all)))))

(define (lines text)
  (let loop ((chars (string->list text)) (line '()) (all '()))
    (define (add) (if (null? line) all (cons (list->string (reverse line)) all)))
    (cond ((null? chars) (reverse (add)))
          ((char=? (car chars) #\newline) (loop (cdr chars) '() (add)))
          (else (loop (cdr chars) (cons (car chars) line) all)))))

(define (find-places image settings)
  (call 'plug-in-lazy-labels-find-places image
        (append settings (list (cons 'weights weights) '(threads . 1)))))

(ll-test "the places to paint next lie in the image and apart, the most doubtful first"
  (lambda ()
    (let* ((image (annotated))
           (values (find-places image '((side . 16))))
           (places (map numbers (lines (ll-get 'places values)))))
      (assert-equal "count" 10 (ll-get 'count values))
      (assert-equal "listed" 10 (length places))
      (for-each
        (lambda (place)
          (assert-equal "numbers" 5 (length place))
          (assert-true "inside" (and (>= (car place) 0) (<= (+ (car place) (caddr place)) 96)
                                     (>= (cadr place) 0) (<= (+ (cadr place) (cadddr place)) 80)))
          (assert-true "doubt" (<= 0 (list-ref place 4) 1)))
        places)
      (let loop ((rest places))
        (if (pair? (cdr rest))
          (begin
            (assert-true "order" (>= (list-ref (car rest) 4) (list-ref (cadr rest) 4)))
            (loop (cdr rest)))))
      (assert-equal "layer" (ll-layer image "Uncertainty") (ll-get 'layer values))
      (assert-true "kept" (not (string=? "" (ll-image-parasite image "lazy-labels-places"))))
      ; A second call replaces the layer; what is painted is done.
      (let ((n (length (ll-layers image))))
        (ll-fill (mask-of image) ll-blue 'rectangle 0 0 96 40)
        (let ((again (map numbers (lines (ll-get 'places (find-places image '((side . 16) (places . 2))))))))
          (assert-equal "two" 2 (length again))
          (for-each (lambda (place) (assert-true "below" (> (cadr place) 30))) again))
        (assert-equal "layers" n (length (ll-layers image))))
      (ll-image-delete image))))

(ll-test "with a selection, places lie in it; without the layer, no layer is added"
  (lambda ()
    (let ((image (annotated)))
      (ll-select image 'rectangle 48 40 48 40)
      (let* ((values (find-places image '((side . 12) (places . 1) (uncertainty-layer . 0))))
             (place (car (map numbers (lines (ll-get 'places values))))))
        (assert-true "in it" (and (> (car place) 40) (> (cadr place) 32)))
        (assert-equal "no layer" -1 (ll-get 'layer values)))
      (ll-fill (mask-of image) ll-blue 'rectangle 0 0 96 80)
      (ll-select-none image)
      (assert-equal "nothing left" 0 (ll-get 'count (find-places image '((uncertainty-layer . 0)))))
      (assert-printed "in doubt at no place")
      (ll-image-delete image))))

(ll-test "without a result, or with locked layers, one sentence says what to do"
  (lambda ()
    (let ((image (annotated)))
      (assert-error "call Segment first" (lambda () (accept image '())))
      (assert-error "call Segment first" (lambda () (reject image (at 5 5))))
      (ll-image-delete image))))

(ll-test "an image without annotation layers gets them, and the classes of the result"
  (lambda ()
    (let ((image (ll-micrograph 'grey 'u8)))
      (ll-predict image (ll-layer image "micrograph") (list (cons 'weights weights)))
      (catch 'nothing (accept image '()))
      (if (not (ll-contains? "has no objects" ll-last-error))
        (assert-equal "base" 'rgb (ll-image-base image)))
      (ll-image-delete image))))
