/* Every name that the code itself speaks of: keys of templates, resource types, intrinsics. Such a
 * name is written K(Name) in the code (spec/names.h), so that a misspelt one does not compile.
 *
 *     NAME(Properties)              the identifier is the text
 *     NAME_AS(FnSub, "Fn::Sub")     the text is no identifier
 *
 * To add one: a row here, in the alphabetical order of the identifiers, then `make generate`.
 */
NAME(Condition)
NAME_AS(FnGetAtt, "Fn::GetAtt")
NAME_AS(FnSub, "Fn::Sub")
NAME(Properties)
NAME(Ref)
NAME(Resources)
NAME(Type)
