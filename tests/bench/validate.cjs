// validate.cjs FILE ...: @aws/cloudformation-validate as its users run it, one engine for all files.
// Prints the count of findings. NODE_PATH names the folder that has the package.
const { RegoEngine, TemplateFile } = require("@aws/cloudformation-validate");

const engine = new RegoEngine();
let count = 0;
for (const file of process.argv.slice(2)) {
    try {
        count += engine.validateStandard(new TemplateFile(file)).diagnostics.length;
    } catch (error) {
        console.error(`${file}: ${error}`);
    }
}
engine.free();
console.log(`${count} findings`);
