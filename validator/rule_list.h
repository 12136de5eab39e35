/* The rules of the linter. A row: RULE(name, id, severity, title), in the order of the ids.
 *
 * Where cfn-lint has a rule of the same meaning, the id is the one it has there. A rule that
 * evaluation has already (intrinsics/rule_list.h) is reported as that.
 *
 * To add one: a row here, the check that reports it (check_list.h), and a page docs/rules/ID.md with
 * a bad and a good sample, which are its tests.
 */
RULE(RUNTIME_CREATE_BLOCKED, "E2531", ERROR, "functions can still be made with the runtime")
RULE(RUNTIME_UPDATE_BLOCKED, "E2533", ERROR, "functions can still be changed with the runtime")
RULE(DEPENDENCY_CYCLE, "E3004", ERROR, "no resource waits for itself")
RULE(DEPENDS_ON, "E3005", ERROR, "DependsOn names other resources of the template")
RULE(RESOURCE_CONDITION, "E3015", ERROR, "the Condition of a resource exists")
RULE(ENVIRONMENT_RESERVED, "E3663", ERROR, "environment variables are not those that Lambda sets")
RULE(INLINE_RUNTIME, "E3677", ERROR, "inline code is for Node.js and Python")
RULE(INLINE_WITHOUT_RUNTIME, "E3678", ERROR, "inline code has a runtime")
RULE(IMAGE_WITH_ZIP_PROPERTY, "E3685", ERROR, "package type Image has no Runtime, Handler and Layers")
RULE(ENVIRONMENT_SIZE, "E3697", ERROR, "environment variables fit into 4 KB")
RULE(OUTPUT_CONDITION, "E6005", ERROR, "the Condition of an output exists")
RULE(OUTPUT_VALUE, "E6101", ERROR, "the Value of an output is a text that can be made")
RULE(IMAGE_WITH_CODE, "PKG0101", ERROR, "package type Image has no inline code")
RULE(IMAGE_MISSING, "PKG0201", ERROR, "package type Image has an image")
RULE(IMAGE_URI, "PKG0202", ERROR, "ImageUri names a registry, a repository and a tag or digest")
RULE(IMAGE_REGION, "PKG0203", ERROR, "the image is in the region of the function")
RULE(IMAGE_NOT_ECR, "PKG0204", WARNING, "the image is in Amazon ECR")
RULE(ZIP_WITHOUT_CODE, "PKG0301", ERROR, "package type Zip has code")
RULE(ZIP_WITH_IMAGE_PROPERTY, "PKG0302", ERROR, "package type Zip has no ImageUri and ImageConfig")
RULE(HANDLER_FORM, "PKG0402", WARNING, "the handler has the form of its runtime")
RULE(RUNTIME_ARCHITECTURE, "PKG0501", ERROR, "the runtime runs on the architecture")
RULE(TOO_MANY_LAYERS, "PKG0601", ERROR, "a function has up to five layers")
RULE(LAYER_INCOMPATIBLE, "PKG0602", ERROR, "layers are made for the runtime and architecture")
RULE(IMAGE_LATEST, "PKG1001", WARNING, "the tag of an image names a version")
RULE(REPOSITORY_SCAN, "PKG1101", INFO, "repositories scan the images that are pushed")
RULE(REPOSITORY_MUTABLE, "PKG1102", INFO, "tags of repositories cannot be moved")
RULE(REPOSITORY_ENCRYPTION, "PKG1103", INFO, "repositories name the key they are encrypted with")
RULE(FILE_SYSTEM_WITHOUT_VPC, "PKG1201", ERROR, "file systems are reached through a VPC")
RULE(PACKAGE_TYPE, "PKG1301", ERROR, "PackageType is Zip or Image")
RULE(MAY_BE_ABSENT, "W1001", WARNING, "what is referred to is there whenever it is needed")
RULE(PARAMETER_UNUSED, "W2001", WARNING, "parameters are used")
RULE(RUNTIME_DEPRECATED, "W2531", WARNING, "the runtime gets security patches")
RULE(ZIP_INCOMPLETE, "W2533", WARNING, "package type Zip has Runtime and Handler")
RULE(DEPENDS_ON_REDUNDANT, "W3005", WARNING, "DependsOn says what no reference says")
RULE(MAPPING_UNUSED, "W7001", WARNING, "mappings are used")
RULE(CONDITION_UNUSED, "W8001", WARNING, "conditions are used")
