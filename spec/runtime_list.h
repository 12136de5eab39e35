/* The runtimes of Lambda. A row:
 *
 *     RUNTIME(name, family, arm64, deprecated, create_block, update_block)
 *
 * `arm64` tells whether it runs on that architecture; all run on x86_64. The days, as 20261121: on
 * `deprecated` support ends; from `create_block` on no function can be made with it, from
 * `update_block` on none can be changed; 0: no such day has been named. In the order of the families,
 * then of the versions, so that the last one of a family is the newest.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 *
 * To add one: a row here.
 */
RUNTIME("dotnetcore1.0", DOTNET, false, 20190627, 20190630, 20190730)
RUNTIME("dotnetcore2.0", DOTNET, false, 20190530, 20190430, 20190530)
RUNTIME("dotnetcore2.1", DOTNET, false, 20220105, 20220105, 20220413)
RUNTIME("dotnetcore3.1", DOTNET, true, 20230403, 20230403, 20230503)
RUNTIME("dotnet6", DOTNET, true, 20241220, 20260601, 20260701)
RUNTIME("dotnet8", DOTNET, true, 20261110, 20261210, 20270111)
RUNTIME("dotnet10", DOTNET, true, 0, 0, 0)
RUNTIME("go1.x", GO, false, 20240108, 20240208, 20260701)
RUNTIME("java8", JAVA, false, 20240108, 20240208, 20260701)
RUNTIME("java8.al2", JAVA, true, 20260630, 20260731, 20260831)
RUNTIME("java11", JAVA, true, 20260630, 20260731, 20260831)
RUNTIME("java17", JAVA, true, 20260630, 20260731, 20260831)
RUNTIME("java21", JAVA, true, 20290630, 20290731, 20290831)
RUNTIME("java25", JAVA, true, 20290630, 20290731, 20290831)
RUNTIME("nodejs", NODEJS, false, 20160830, 20160930, 20161031)
RUNTIME("nodejs4.3-edge", NODEJS, false, 20200305, 20190331, 20190430)
RUNTIME("nodejs4.3", NODEJS, false, 20200305, 20200203, 20200305)
RUNTIME("nodejs6.10", NODEJS, false, 20190812, 20190712, 20190812)
RUNTIME("nodejs8.10", NODEJS, false, 20200306, 20200204, 20200306)
RUNTIME("nodejs10.x", NODEJS, false, 20210730, 20210730, 20220214)
RUNTIME("nodejs12.x", NODEJS, true, 20230331, 20230331, 20230430)
RUNTIME("nodejs14.x", NODEJS, true, 20231204, 20240109, 20260701)
RUNTIME("nodejs16.x", NODEJS, true, 20240612, 20260601, 20260701)
RUNTIME("nodejs18.x", NODEJS, true, 20250901, 20260601, 20260701)
RUNTIME("nodejs20.x", NODEJS, true, 20260430, 20260601, 20260701)
RUNTIME("nodejs22.x", NODEJS, true, 20270430, 20270601, 20270701)
RUNTIME("nodejs24.x", NODEJS, true, 20280430, 20280601, 20280701)
RUNTIME("provided", PROVIDED, false, 20240108, 20240208, 20260701)
RUNTIME("provided.al2", PROVIDED, true, 20260630, 20260731, 20260831)
RUNTIME("provided.al2023", PROVIDED, true, 20290630, 20290731, 20290831)
RUNTIME("python2.7", PYTHON, false, 20210715, 20210715, 20220530)
RUNTIME("python3.6", PYTHON, false, 20220718, 20220718, 20220829)
RUNTIME("python3.7", PYTHON, false, 20231204, 20240109, 20260309)
RUNTIME("python3.8", PYTHON, true, 20241014, 20260601, 20260701)
RUNTIME("python3.9", PYTHON, true, 20251215, 20260601, 20260701)
RUNTIME("python3.10", PYTHON, true, 20260630, 20260731, 20260831)
RUNTIME("python3.11", PYTHON, true, 20260630, 20260731, 20260831)
RUNTIME("python3.12", PYTHON, true, 20281031, 20281130, 20290110)
RUNTIME("python3.13", PYTHON, true, 20290630, 20290731, 20290831)
RUNTIME("python3.14", PYTHON, true, 20290630, 20290731, 20290831)
RUNTIME("ruby2.5", RUBY, false, 20210730, 20210730, 20220331)
RUNTIME("ruby2.7", RUBY, true, 20231207, 20240109, 20260701)
RUNTIME("ruby3.2", RUBY, true, 20260331, 20260601, 20260701)
RUNTIME("ruby3.3", RUBY, true, 20270331, 20270430, 20270531)
RUNTIME("ruby3.4", RUBY, true, 20280331, 20280430, 20280531)
