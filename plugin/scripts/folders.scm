; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; What all batches share: errors, the files of a folder one by one, and pictures of results.

;; Errors: catch forgets their text, so it is kept on the way.

(define lazy-labels-last-error "")

; The text after a part of it; #f if it lacks the part.
(define (lazy-labels-after part text)
  (let ((n (string-length part)))
    (let loop ((i 0))
      (cond ((> (+ i n) (string-length text)) #f)
            ((string=? part (substring text i (+ i n)))
             (substring text (+ i n) (string-length text)))
            (else (loop (+ i 1)))))))

; What went wrong, without the name of the procedure that says so.
(define (lazy-labels-reason)
  (let ((called (lazy-labels-after "Procedure execution of " lazy-labels-last-error)))
    (or (and called (lazy-labels-after " failed: " called)) lazy-labels-last-error)))

; Through the hook, because an error of Scheme's own can't be caught.
(define (lazy-labels-fail . parts)
  (*error-hook* (apply string-append parts)))

; What the action gives; #f after an error.
(define (lazy-labels-try action)
  (let ((old *error-hook*))
    (set! *error-hook*
      (lambda values
        (set! lazy-labels-last-error
          (apply string-append (map (lambda (v) (if (string? v) v "")) values)))
        (apply old values)))
    (let ((result (catch #f (action))))
      (set! *error-hook* old)
      result)))

;; Folders and names

; Read by characters, because a long text is slow to index.
(define (lazy-labels-lines text)
  (let ((port (open-input-string text)))
    (let loop ((letter (read-char port)) (line '()) (lines '()))
      (cond ((and (eof-object? letter) (null? line) (null? lines)) '())
            ((eof-object? letter) (reverse (cons (list->string (reverse line)) lines)))
            ((char=? letter #\newline)
             (loop (read-char port) '() (cons (list->string (reverse line)) lines)))
            (else (loop (read-char port) (cons letter line) lines))))))

(define (lazy-labels-join texts separator)
  (if (null? texts)
    ""
    (apply string-append (car texts)
           (map (lambda (text) (string-append separator text)) (cdr texts)))))

(define (lazy-labels-say . parts)
  (gimp-message (apply string-append "Lazy Labels: " parts)))

; What there is to do in a folder: a list of the URI, the name for messages and the path of
; the results without an ending ("" without a folder for results), per file.  The plug-in
; looks for the files, since Script-Fu neither reads all names nor knows whether two of them
; mean one file.  @outputs: other files to write, of which "" is none.
(define (lazy-labels-list folder kind results endings outputs)
  (let* ((values (lazy-labels-host-call "plug-in-lazy-labels-list-folder" '()
                   (list (cons 'folder folder) (cons 'kind kind) (cons 'results results)
                         (cons 'endings (lazy-labels-join endings ","))
                         (cons 'outputs (lazy-labels-join outputs "\n")))))
         (prefix (if (string=? results "") "" (string-append (list-ref values 3) "/"))))
    (for-each lazy-labels-say (lazy-labels-lines (list-ref values 4)))
    (map (lambda (uri name result)
           (list uri name (if (string=? prefix "") "" (string-append prefix result))))
         (lazy-labels-lines (car values))
         (lazy-labels-lines (cadr values))
         (lazy-labels-lines (caddr values)))))

; Where a person means a file to be: a name lies in the folder; "/...", "~..." and
; "file:..." stand for themselves, and so does "", which is none.
(define (lazy-labels-in-folder folder name)
  (if (or (string=? name "")
          (memv (string-ref name 0) '(#\/ #\~))
          (and (> (string-length name) 5) (string=? "file:" (substring name 0 5))))
    name
    (string-append folder "/" name)))

; An empty name would mean no results.
(define (lazy-labels-need-folder name)
  (if (string=? name "")
    (lazy-labels-fail "There is no folder for the results: name one")
    name))

;; Images

; Through the plug-in, so that no file is left half-written.
(define (lazy-labels-save image layer path)
  (lazy-labels-host-call "plug-in-lazy-labels-save-file" (list image layer)
                         (list (cons 'file path))))

; What the action gives for the image, which is closed even after an error.
(define (lazy-labels-with-image image action)
  (let ((done (lazy-labels-try (lambda () (list (action image))))))
    (gimp-image-delete image)
    (if done (car done) (lazy-labels-fail lazy-labels-last-error))))

; All layers below these, from top to bottom; those that the plug-in made only with @ours.
(define (lazy-labels-flatten-tree layers ours)
  (let loop ((rest layers) (all '()))
    (if (null? rest)
      (reverse all)
      (let* ((layer (car rest))
             (role (lazy-labels-host-parasite layer "lazy-labels-role")))
        (loop (cdr rest)
              (cond ((lazy-labels-host-is-group layer)
                     (if (or ours (string=? role ""))
                       (append (reverse (lazy-labels-flatten-tree
                                          (lazy-labels-host-children layer) ours))
                               all)
                       all))
                    ((or ours (member role '("" "micrograph"))) (cons layer all))
                    (else all)))))))

; As the plug-in does: the layer with that role, else the lowest one of a person's.
(define (lazy-labels-find-micrograph image)
  (let ((layers (lazy-labels-host-layers image)))
    (let loop ((rest (lazy-labels-flatten-tree layers #t)))
      (cond ((pair? rest)
             (if (string=? "micrograph"
                           (lazy-labels-host-parasite (car rest) "lazy-labels-role"))
               (car rest)
               (loop (cdr rest))))
            (else
             (let ((own (reverse (lazy-labels-flatten-tree layers #f))))
               (if (pair? own) (car own) (car (reverse layers)))))))))

; Shows the wanted layers and what they lie in, and hides the others; whether there are any.
(define (lazy-labels-show-only wanted layers)
  (let loop ((rest layers) (any #f))
    (if (null? rest)
      any
      (let* ((layer (car rest))
             (inside (if (lazy-labels-host-is-group layer)
                       (lazy-labels-show-only wanted (lazy-labels-host-children layer))
                       #f))
             (shown (or inside (if (memv layer wanted) #t #f))))
        (lazy-labels-host-show layer shown)
        (loop (cdr rest) (or any shown))))))

; The layer of the copy that lies where the group lies in the image; #f if that has none.
(define (lazy-labels-find-copy group image copy)
  (let loop ((layers (lazy-labels-host-layers image))
             (copies (lazy-labels-host-layers copy)))
    (cond ((or (null? layers) (null? copies)) #f)
          ((eqv? group (car layers)) (car copies))
          (else (loop (cdr layers) (cdr copies))))))

; The micrograph under those layers of the group that @choose gives; whatever else there is,
; is not shown.
(define (lazy-labels-save-picture image group choose path)
  (lazy-labels-with-image (car (gimp-image-duplicate image))
    (lambda (copy)
      (let ((own (lazy-labels-find-copy group image copy)))
        (lazy-labels-show-only
          (cons (lazy-labels-find-micrograph copy) (if own (choose own) '()))
          (lazy-labels-host-layers copy))
        (lazy-labels-save copy (lazy-labels-host-merge copy) path)))))

; Removes all layers but one; pages are counted from the lowest layer.
(define (lazy-labels-keep-page image page)
  (let* ((layers (reverse (lazy-labels-host-layers image)))
         (wanted (list-ref layers (- page 1))))
    (for-each
      (lambda (layer) (if (not (eqv? layer wanted)) (gimp-image-remove-layer image layer)))
      layers)
    (lazy-labels-host-show wanted #t)
    (gimp-image-resize-to-layers image)))

;; Files one by one.  An action gives a pair: how many objects the image has (-1: not
;; known), and what else there is to say about them, or "".

(define lazy-labels-nothing '(0 . ""))

(define (lazy-labels-count n one many)
  (string-append (number->string n) " " (if (= n 1) one many)))

; ": 53 objects" and what else there is to say.
(define (lazy-labels-describe found)
  (string-append ": "
                 (if (< (car found) 0)
                   "done"
                   (lazy-labels-count (car found) "object" "objects"))
                 (cdr found)))

; Of two images.
(define (lazy-labels-add found more)
  (cons (if (or (< (car found) 0) (< (car more) 0)) -1 (+ (car found) (car more)))
        (string-append (cdr found) (cdr more))))

; "1 min left", from the mean time per file; "" after the last one.
(define (lazy-labels-time-left started done n)
  (let* ((seconds (quotient (* (- (car (gettimeofday)) started) (- n done)) done))
         (minutes (quotient (+ seconds 30) 60)))
    (cond ((= done n) "")
          ((< seconds 50) (string-append ", " (number->string (max seconds 1)) " s left"))
          ((< minutes 60) (string-append ", " (number->string minutes) " min left"))
          (else (string-append ", " (number->string (quotient minutes 60)) " h "
                               (number->string (modulo minutes 60)) " min left")))))

; A list of what the action gives and of its failures, each a pair of a name and a reason.
(define (lazy-labels-attempt name action)
  (let ((found (lazy-labels-try action)))
    (if found
      (list found '())
      (list lazy-labels-nothing (list (cons name (lazy-labels-reason)))))))

; Each page by itself.
(define (lazy-labels-each-page image pages name result action)
  (lazy-labels-say "\"" name "\" has " (number->string pages)
                   " pages, each of which is an image of its own.")
  (let loop ((page 1) (found lazy-labels-nothing) (failed '()))
    (if (> page pages)
      (list found failed)
      (let* ((number (number->string page))
             (values
               (lazy-labels-attempt (string-append name " (page " number ")")
                 (lambda ()
                   (lazy-labels-with-image (car (gimp-image-duplicate image))
                     (lambda (copy)
                       (lazy-labels-keep-page copy page)
                       (action copy (string-append result "-page" number))))))))
        (loop (+ page 1)
              (lazy-labels-add found (car values))
              (append failed (cadr values)))))))

; What there is in one file, and what failed in it.
(define (lazy-labels-do-file file action)
  (let* ((name (cadr file))
         (failed '())
         (values
           (lazy-labels-attempt name
             (lambda ()
               (let* ((values (lazy-labels-host-call "plug-in-lazy-labels-open-file" '()
                                (list (cons 'file (car file)))))
                      (pages (cadr values)))
                 (lazy-labels-with-image (car values)
                   (lambda (image)
                     (if (> pages 1)
                       (let ((all (lazy-labels-each-page image pages name (caddr file)
                                                         action)))
                         (set! failed (cadr all))
                         (car all))
                       (action image (caddr file))))))))))
    (list (car values) (append (cadr values) failed))))

; Ends with an error whose last line says how many failed: the only thing that GIMP 2.10
; tells a shell of it, while GIMP 3 exits with 70.
(define (lazy-labels-end-failed failed n-failed n)
  (for-each
    (lambda (failure) (lazy-labels-say "\"" (car failure) "\" failed: " (cdr failure)))
    failed)
  (lazy-labels-fail "FAILED " (number->string n-failed) " of " (number->string n)))

; Calls the action with the image and the path for the results of each file; how many files
; there were.  A failed file does not keep the others from being worked on.
(define (lazy-labels-each-file files word action)
  (let ((n (length files)) (started (car (gettimeofday))))
    (let loop ((rest files) (at 1) (done 0) (failed '()))
      (if (pair? rest)
        (let* ((values (lazy-labels-do-file (car rest) action))
               (well (null? (cadr values))))
          (lazy-labels-say (number->string at) "/" (number->string n) " " (cadr (car rest))
                           (if well
                             (string-append (lazy-labels-describe (car values))
                                            (lazy-labels-time-left started at n))
                             (string-append " failed: " (cdr (car (cadr values))))))
          (loop (cdr rest) (+ at 1) (if well (+ done 1) done)
                (append failed (cadr values))))
        (begin
          (lazy-labels-say (number->string done) " of "
                           (lazy-labels-count n "file" "files") " " word ".")
          (if (pair? failed)
            (lazy-labels-end-failed failed (- n done) n))
          done)))))

