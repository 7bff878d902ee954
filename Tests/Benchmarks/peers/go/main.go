// A stub on Go's net/http that gives canned answers: main PORT FILE.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

type answer struct {
	Method  string
	Path    string
	Status  int
	Headers [][2]string
	Body    string
}

func main() {
	text, err := os.ReadFile(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	var answers []answer
	if err := json.Unmarshal(text, &answers); err != nil {
		log.Fatal(err)
	}
	handler := http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		io.Copy(io.Discard, request.Body)
		for _, answer := range answers {
			if answer.matches(request) {
				answer.write(writer)
				return
			}
		}
		http.NotFound(writer, request)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], handler))
}

func (answer *answer) matches(request *http.Request) bool {
	if answer.Method != request.Method {
		return false
	}
	path := request.URL.Path
	if start, end, hasStar := strings.Cut(answer.Path, "*"); hasStar {
		return strings.HasPrefix(path, start) && strings.HasSuffix(path, end)
	}
	return answer.Path == path
}

func (answer *answer) write(writer http.ResponseWriter) {
	for _, header := range answer.Headers {
		writer.Header().Set(header[0], header[1])
	}
	writer.WriteHeader(answer.Status)
	io.WriteString(writer, answer.Body)
}
