// Signs in with Go's client and its cookie jar, and asks who it is: go run signin.go WORLD...
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"strings"
)

func main() {
	for _, world := range os.Args[1:] {
		signIn(world)
	}
}

func signIn(world string) {
	jar, err := cookiejar.New(nil)
	must(err)
	client := &http.Client{Jar: jar}
	post(client, world+"/v1/auth/request-code", `{"email":"ada@example.com"}`)
	var message struct{ Code string }
	must(json.Unmarshal(get(client, world+"/__admin/outbox/latest"), &message))
	post(client, world+"/v1/auth/verify-code", fmt.Sprintf(`{"email":"ada@example.com","code":%q}`, message.Code))
	get(client, world+"/v1/billing/balance")
	fmt.Printf("Go %s\n", get(client, world+"/v1/auth/me"))
}

func post(client *http.Client, url, body string) []byte {
	answer, err := client.Post(url, "application/json", strings.NewReader(body))
	must(err)
	return read(answer)
}

func get(client *http.Client, url string) []byte {
	answer, err := client.Get(url)
	must(err)
	return read(answer)
}

func read(answer *http.Response) []byte {
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(err)
	if answer.StatusCode != 200 {
		panic(answer.Status + " " + string(body))
	}
	return body
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
