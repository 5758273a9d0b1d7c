; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Shared by the tests in any version of GIMP: assertions, the report in TAP, and
; calls that name only the relevant arguments.  The runner defines
; ll-result, ll-log, ll-folder, ll-data and ll-tools before this file is read.

;; Report.  The whole file is rewritten after each test, so that it survives a crash
;; of the next one.

(define ll-lines '())
(define ll-count 0)
(define ll-failed 0)

(define (ll-write-report)
  (let ((port (open-output-file ll-result)))
    (for-each (lambda (line) (display line port) (newline port)) (reverse ll-lines))
    (close-output-port port)))

(define (ll-report line)
  (set! ll-lines (cons line ll-lines))
  (ll-write-report))

; Newlines would end a comment of TAP.
(define (ll-one-line text)
  (list->string (map (lambda (c) (if (char=? c #\newline) #\space c)) (string->list text))))

(define (ll-finish)
  (ll-report (string-append "1.." (number->string ll-count))))

;; Errors.  The text of the last one is kept, because catch alone loses it.

(define ll-last-error "")
(define ll-old-hook *error-hook*)

(define (ll-text value)
  (let ((port (open-output-string)))
    (write value port)
    (get-output-string port)))

(define (ll-plain value)
  (if (string? value) value (ll-text value)))

(set! *error-hook*
  (lambda values
    (set! ll-last-error (apply string-append (map ll-plain values)))
    (apply ll-old-hook values)))

(define (ll-test name thunk)
  (set! ll-count (+ ll-count 1))
  (set! ll-last-error "")
  (ll-printed)
  (let ((result (catch 'll-failed (thunk) 'll-passed)))
    (if (not (eq? result 'll-passed))
      (begin
        (set! ll-failed (+ ll-failed 1))
        (ll-report (string-append "# " (ll-one-line ll-last-error)))))
    (ll-report (string-append (if (eq? result 'll-passed) "ok " "not ok ")
                              (number->string ll-count) " - " name))))

;; Assertions

; Through the hook, because error itself can't be caught.
(define (ll-fail . parts)
  (*error-hook* (apply string-append (map ll-plain parts))))

(define (assert-true what value)
  (if (not value) (ll-fail what " does not hold")))

(define (assert-equal what expected actual)
  (if (not (equal? expected actual))
    (ll-fail what ": " (ll-text actual) " instead of " (ll-text expected))))

(define (assert-near what expected actual tolerance)
  (if (not (<= (abs (- expected actual)) tolerance))
    (ll-fail what ": " (ll-text actual) " instead of " (ll-text expected))))

(define (ll-starts? part text)
  (and (<= (string-length part) (string-length text))
       (string=? part (substring text 0 (string-length part)))))

(define (ll-within? part text)
  (let ((n (string-length part)) (size (string-length text)))
    (let loop ((i 0))
      (cond ((> (+ i n) size) #f)
            ((string=? part (substring text i (+ i n))) #t)
            (else (loop (+ i 1)))))))

; In pieces, because Script-Fu counts from the start of a text to each of its letters.
(define (ll-contains? part text)
  (let ((n (string-length part)) (size (string-length text)))
    (let loop ((at 0))
      (cond ((> (+ at n) size) #f)
            ((ll-within? part (substring text at (min size (+ at n 400)))) #t)
            (else (loop (+ at 400)))))))

(define (assert-contains what part text)
  (if (not (ll-contains? part text))
    (ll-fail what ": \"" text "\" lacks \"" part "\"")))

; The message of the error must contain the part, and name the source.
(define (assert-error part thunk)
  (if (eq? 'll-refused (catch 'll-refused (thunk)))
    (assert-contains "the error" part ll-last-error)
    (ll-fail "no error, instead of \"" part "\"")))

;; Files

; In pieces, because Script-Fu looks for the place of each letter from the start of the text.
(define (ll-read-file path)
  (define (text letters) (list->string (reverse letters)))
  (let ((port (open-input-file path)))
    (if (not port)
      ""
      (let loop ((c (read-char port)) (n 0) (piece '()) (pieces '()))
        (cond ((eof-object? c)
               (close-input-port port)
               (apply string-append (reverse (cons (text piece) pieces))))
              ((= n 400) (loop c 0 '() (cons (text piece) pieces)))
              (else (loop (read-char port) (+ n 1) (cons c piece) pieces)))))))

(define (ll-exists? path)
  (file-exists? path))

(define (ll-write-file path text)
  (let ((port (open-output-file path)))
    (display text port)
    (close-output-port port)))

(define (ll-path name)
  (string-append ll-folder "/" name))

; Returns what was printed since the last call.  It is moved to a file of its own, because
; reading all of a long log takes seconds.
(define ll-log-count 1000)

(define (ll-printed)
  (let ((text (ll-read-file ll-log)))
    (if (not (string=? text ""))
      (begin
        (set! ll-log-count (+ ll-log-count 1))
        (ll-write-file (string-append ll-log "-" (number->string ll-log-count)) text)
        (ll-write-file ll-log "")))
    text))

(define (assert-printed part)
  (assert-contains "the printed text" part (ll-printed)))

;; Calls

(define (ll-check-names settings known)
  (for-each
    (lambda (setting)
      (if (not (assq (car setting) known))
        (ll-fail "There is no argument " (ll-text (car setting)))))
    settings))

(define (ll-merge settings defaults)
  (map (lambda (default)
         (let ((given (assq (car default) settings)))
           (if given given default)))
       defaults))

; Returns all return values by name.
(define (ll-call name place settings)
  (let ((spec (assq name ll-procedures)))
    (ll-check-names settings (caddr spec))
    (let ((values (ll-host-call name place (ll-merge settings (caddr spec)))))
      (let loop ((names (map car (cadddr spec))) (values values))
        (if (null? names)
          '()
          (cons (cons (car names) (car values)) (loop (cdr names) (cdr values))))))))

(define (ll-get name values)
  (let ((found (assq name values)))
    (if found (cdr found) (ll-fail "There is no value " (ll-text name)))))

(define (ll-annotate image layer settings)
  (ll-get 'group (ll-call 'plug-in-lazy-labels-annotate (list image layer) settings)))

(define (ll-train image layer settings)
  (ll-call 'plug-in-lazy-labels-train (list image layer) settings))

(define (ll-predict image layer settings)
  (ll-get 'group (ll-call 'plug-in-lazy-labels-predict (list image layer) settings)))

(define (ll-evaluate image layer settings)
  (ll-call 'plug-in-lazy-labels-evaluate (list image layer) settings))

(define (ll-load-weights path)
  (ll-call 'plug-in-lazy-labels-load-weights '() (list (cons 'file path))))

(define (ll-save-weights path)
  (ll-call 'plug-in-lazy-labels-save-weights '() (list (cons 'file path))))

(define (ll-export-network settings)
  (ll-call 'plug-in-lazy-labels-export-network '() settings))

; A network that trains very fast.
(define ll-small
  '((width . 2) (levels . 3) (blocks . 2) (patch . 32) (batch . 2) (iterations . 3)
    (threads . 1)))

(define (ll-train-small image layer settings)
  (ll-train image layer (append settings ll-small)))

;; Micrographs to paint on: 96 x 80, two bright round objects of the first class
;; and an angular grey one of the second class on a dark background.

(define ll-blue '(0 114 178))
(define ll-orange '(230 159 0))
(define ll-cyan '(0 255 255))
(define ll-ignore '(128 128 128))

(define (ll-draw-objects layer)
  (ll-fill layer '(40 40 40) 'rectangle 0 0 96 80)
  (ll-fill layer '(220 220 220) 'ellipse 8 8 28 28)
  (ll-fill layer '(200 200 200) 'ellipse 34 10 24 24)
  (ll-fill layer '(120 120 120) 'rectangle 20 46 40 26))

(define (ll-micrograph base precision)
  (let* ((image (ll-image-new 96 80 base precision))
         (layer (ll-layer-new image "micrograph" 96 80 0 0 #f)))
    (ll-draw-objects layer)
    image))

; Marks inside objects and a scribble between the two that touch.
(define (ll-paint-weak image)
  (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 14 14 16 16)
  (ll-fill (ll-layer image "Detection") ll-orange 'rectangle 26 52 28 14)
  (ll-fill (ll-layer image "Separation") ll-cyan 'rectangle 33 14 4 16))

(define (ll-paint-masks image)
  (ll-fill (ll-layer image "Segmentation") ll-blue 'ellipse 8 8 28 28)
  (ll-fill (ll-layer image "Segmentation") ll-blue 'ellipse 34 10 24 24)
  (ll-fill (ll-layer image "Segmentation") ll-orange 'rectangle 20 46 40 26))

; With all three layers painted.
(define (ll-painted-micrograph)
  (let ((image (ll-micrograph 'rgb 'u8)))
    (ll-annotate image (ll-layer image "micrograph") '())
    (ll-paint-weak image)
    (ll-paint-masks image)
    image))

; The number that follows a word in printed text: "(air bubble 4.1 %, ..." to 4.1.
(define (ll-number-after word text)
  (let ((n (string-length word)))
    (let loop ((i 0))
      (cond ((> (+ i n) (string-length text)) (ll-fail "\"" text "\" lacks \"" word "\""))
            ((string=? word (substring text i (+ i n)))
             (string->number
               (list->string
                 (let digits ((rest (string->list (substring text (+ i n)
                                                             (string-length text)))))
                   (if (and (pair? rest)
                            (or (char-numeric? (car rest)) (char=? (car rest) #\.)))
                     (cons (car rest) (digits (cdr rest)))
                     '())))))
            (else (loop (+ i 1)))))))

; Returns the text after the first occurrence of a word.
(define (ll-text-from word text)
  (let loop ((i 0))
    (cond ((> (+ i (string-length word)) (string-length text))
           (ll-fail "\"" text "\" lacks \"" word "\""))
          ((ll-starts? word (substring text i (string-length text)))
           (substring text i (string-length text)))
          (else (loop (+ i 1))))))

; Returns the text before the first occurrence of a word.
(define (ll-text-until word text)
  (substring text 0 (- (string-length text)
                       (string-length (ll-text-from word text)))))
