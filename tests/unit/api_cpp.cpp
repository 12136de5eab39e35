// The header and the library from C++: what a C++ program would write.
#include <samc/samc.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace
{
struct Free {
    void operator()(samc_result *result) const
    {
        samc_result_free(result);
    }
};
using Result = std::unique_ptr<samc_result, Free>;

Result compile(const std::string &text, const samc_options &options)
{
    samc_result *result = nullptr;

    return samc_compile(text.data(), text.size(), &options, &result) == SAMC_OK ? Result(result)
                                                                                : Result();
}

int failures = 0;

void expect(bool truth, const char *what)
{
    if (truth) return;
    std::printf("not so: %s\n", what);
    failures++;
}
} // namespace

int main(int argc, char **argv)
{
    std::ifstream file(argc > 1 ? argv[1] : "");
    std::stringstream text;
    text << file.rdbuf();
    expect(!text.str().empty(), "the template can be read");

    samc_options options = SAMC_OPTIONS_INIT;
    options.name = "template.yaml";
    Result result = compile(text.str(), options);
    expect(result != nullptr, "the compilation runs");
    std::size_t length = 0;
    const char *output = result ? samc_result_output(result.get(), &length) : nullptr;
    expect(output != nullptr, "there is an output");
    if (!output) return 1;
    std::string alone(output, length);
    expect(alone.find("AWS::Lambda::Function") != std::string::npos, "it has a function");

    const char *problem = "";
    const samc_value *value = samc_result_resolve(result.get(), "Resources", &problem);
    expect(value && !problem && value->type == SAMC_VALUE_MAP, "Resources is a map");
    expect(!samc_result_resolve(result.get(), "Resuorces", &problem) && problem &&
               std::strstr(problem, "'Resources'"),
           "a path that is misspelt is told");

    std::vector<std::string> outputs(4);
    std::vector<std::thread> threads;
    for (std::string &each : outputs)
        threads.emplace_back([&] {
            Result own = compile(text.str(), options);
            if (own && samc_result_output(own.get(), nullptr))
                each = samc_result_output(own.get(), nullptr);
        });
    for (std::thread &each : threads)
        each.join();
    for (const std::string &each : outputs)
        expect(each == alone, "each thread gets the same output");

    Result bad = compile("Resources: [", options);
    expect(bad && samc_result_total(bad.get(), SAMC_ERROR) == 1, "an error is found");
    expect(bad && std::strcmp(samc_result_finding(bad.get(), 0)->rule, "E0000") == 0,
           "it is E0000");
    return failures != 0;
}
