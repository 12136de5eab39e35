/* AWS::Include of local files, which the AWS transform itself takes from S3 only.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-include.html
 */
#ifndef PIPELINE_INCLUDE_H
#define PIPELINE_INCLUDE_H

#include "document/document.h"
#include "samc/samc.h"

/* `root` with the content of each file that {"Fn::Transform": {"Name": "AWS::Include",
 * "Parameters":
 * {"Location": PATH}}}, or an entry of that form in the section Transform, names by a local path.
 * The files are asked of the host; paths are relative to the file in which they stand, of which
 * `root`'s is called `name`. Other locations stay as they are. Nodes keep their places in their own
 * files. Returns NULL after an error, of which there is a finding then. */
const struct node *include_files(const struct reader *reader, const samc_host *host,
                                 struct slice name, const struct node *root);

/* The rules of this stage; *count becomes their number. */
const struct rule *include_rules(size_t *count);

#endif
