// Calls a few times in a row over Go's pool of connections, and says what came: go run pool.go URL METHOD TIMES
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
)

func main() {
	times, err := strconv.Atoi(os.Args[3])
	if err != nil {
		panic(err)
	}
	target, err := url.Parse(os.Args[1])
	if err != nil {
		panic(err)
	}
	health := target.Scheme + "://" + target.Host + "/__admin/health"
	fresh := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	said := []any{}
	for range make([]struct{}, times) {
		said = append(said, call(http.DefaultClient, os.Args[2], os.Args[1]))
		call(fresh, "GET", health)
	}
	text, err := json.Marshal(said)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}

// The status, or that there was no whole answer.
func call(client *http.Client, method, address string) any {
	request, err := http.NewRequest(method, address, nil)
	if err != nil {
		panic(err)
	}
	request.Header.Set("Cookie", "sid=dev")
	answer, err := client.Do(request)
	if err != nil {
		return "lost"
	}
	defer answer.Body.Close()
	if _, err := io.ReadAll(answer.Body); err != nil {
		return "lost"
	}
	return answer.StatusCode
}
