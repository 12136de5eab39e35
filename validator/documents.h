/* Documents inside of a template: definitions of state machines, policies, documents of Systems
 * Manager, as maps or as text.
 *
 * A document is walked from its top down. What is not known (an intrinsic, a dynamic reference)
 * gives no finding; each branch of Fn::If is looked at by itself. In a document that was text
 * nothing is an intrinsic; what is found in it stands where the text stands, and the message names
 * the line of the text.
 */
#ifndef VALIDATOR_DOCUMENTS_H
#define VALIDATOR_DOCUMENTS_H

#include "document/embedded.h"
#include "validator/schema_internal.h"

typedef void document_check(void *context, const struct visit *at);

/* Calls check(context, value) for each value that `at` can be: branches of Fn::If, and what
 * functions may give (schema_each_given()). */
void document_each_value(struct schema_walk *walk, const struct visit *at, document_check *check,
                         void *context);

/* The same for the items of a list; of what is no list, for nothing. */
void document_each_item(struct schema_walk *walk, const struct visit *at, document_check *check,
                        void *context);

/* Calls check(walk, value) for what functions may give for a property of the resource of a visit;
 * not for what is written there. */
void document_each_given(struct validation *v, const struct visit *resource,
                         const struct symbol *property, document_check *check);

/* Whether a value is an intrinsic of the template. */
bool document_is_function(const struct schema_walk *walk, const struct node *node);

/* The text that a value has, *is_whole; or what is known of one that Fn::Sub or Fn::Join puts
 * together, with ${} or ${name} for what is not. False when it is something else. */
bool document_text(struct schema_walk *walk, const struct node *value, struct slice *text,
                   bool *is_whole);

/* Reads the text of `at`; from now on the walk is in that document, until document_leave(). False,
 * and there is nothing to leave, when there is too much text in the template to look at all
 * (LIMIT_EMBEDDED_BYTES). */
bool document_enter(struct schema_walk *walk, const struct visit *at, struct slice text,
                    bool is_json, struct embedded *embedded);
void document_leave(struct schema_walk *walk);

#endif
