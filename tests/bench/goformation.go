// goformation COMMAND FILE...: that library as its users run it, for tests/bench/peers.py.
//
//	one FILE      reads a template into its types, and prints it as JSON
//	many FILE...  the same for all files, several rounds in one process; prints the median time of each that it
//	              takes, in seconds, and its name
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"sort"
	"syscall"

	"github.com/awslabs/goformation/v7"
)

const rounds = 5

// It panics on some templates, which counts as not taking them.
func compiled(path string) (text []byte, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	template, err := goformation.Open(path)
	if err != nil {
		return nil, err
	}
	return template.JSON()
}

// Seconds of processor time so far: a busy machine does them no harm.
func processor() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		log.Fatal(err)
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) * 1e-9
}

func median(path string) (float64, bool) {
	var times []float64
	for round := 0; round <= rounds; round++ {
		start := processor()
		if _, err := compiled(path); err != nil {
			return 0, false
		}
		if round > 0 {
			times = append(times, processor()-start)
		}
	}
	sort.Float64s(times)
	return times[rounds/2], true
}

func main() {
	log.SetOutput(io.Discard)
	if os.Args[1] == "one" {
		text, err := compiled(os.Args[2])
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(string(text))
		return
	}
	for _, path := range os.Args[2:] {
		if seconds, ok := median(path); ok {
			fmt.Println(seconds, path)
		}
	}
}
