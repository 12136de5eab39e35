# plots.gp: draws one of the plots of docs/plots; plots.py calls it, with `plot`, its name, `data`, its
# numbers, and `out`, the file.
set terminal svg size 760,420 noenhanced font 'sans-serif,13' background '#ffffff'
set output out
set datafile separator "\t"
set border 3 lw 0.7
set tics nomirror
set grid ytics lt 1 lw 0.5 lc rgb '#c8c8c8'
set key outside right top vertical Left reverse samplen 1.5
set style fill solid 1 noborder
set boxwidth 0.8
array colours[8] = ['#1f77b4', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c8c8c', '#8a6fd1']

if (plot eq 'growth-time' || plot eq 'growth-memory') {
    # Blocks, each headed by the name of a shape: count, value.
    set logscale xy
    set xrange [10:20000]
    set yrange [plot eq 'growth-time' ? 0.5 : 1:*]
    set xlabel 'number of what the template has many of'
    set title plot eq 'growth-time' ? 'samc transform: processor time as templates grow' \
                                    : 'samc transform: most memory in use as templates grow'
    set ylabel plot eq 'growth-time' ? 'milliseconds' : 'megabytes'
    set key autotitle columnhead
    plot for [n = 0:7] data index n using 1:2 with linespoints lw 1.5 pt 7 ps 0.5 lc rgb colours[n + 1]
}
if (plot eq 'stages') {
    # Label, then a column for each stage; bars are in pairs, `names` has a name for each pair.
    set style data histograms
    set style histogram rowstacked
    set title 'Stages of samc beside libyaml, which reads the same bytes'
    set ylabel 'processor time, libyaml = 1'
    set yrange [0:*]
    set key invert
    set bmargin 4
    do for [n = 1:words(names)] { set label word(names, n) at 3 * n - 2.5, graph -0.12 center }
    plot for [n = 2:6] data using n:xtic(1) lc rgb colours[n - 1] title columnhead(n), \
         1 with lines lw 2 dt 2 lc rgb '#8c8c8c' title 'libyaml'
}
if (plot eq 'peers') {
    # Label, milliseconds.
    set logscale x
    set xrange [0.5:30000]
    set yrange [*:*] reverse
    set title 'A process with fixtures/demo/template.yaml: processor time'
    set xlabel 'milliseconds'
    set key off
    unset grid
    set grid xtics lt 1 lw 0.5 lc rgb '#c8c8c8'
    plot data using 2:0:(0.5):2:($0 - 0.3):($0 + 0.3):ytic(1) with boxxyerror lc rgb colours[1], \
         '' using 2:0:(sprintf($2 < 10 ? ' %.1f' : ' %.0f', $2)) with labels left
}
if (plot eq 'jobs') {
    # Threads, files a second.
    set boxwidth 0.5
    set title 'samc lint over 2,000 files'
    set ylabel 'files a second'
    set xlabel 'threads (two cores)'
    set yrange [0:*]
    set key off
    plot data using 0:2:xtic(1) with boxes lc rgb colours[1], \
         '' using 0:2:(sprintf('%.0f', $2)) with labels offset 0,0.7
}
