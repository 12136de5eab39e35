/* Feature toggles. A row: TOGGLE(enum feature_toggle, name).
 *
 * To add one: a value in enum feature_toggle (transform/transform.h) and a row here;
 * --feature-toggles and the public API follow from it.
 */
TOGGLE(TOGGLE_NORMALIZED_OPEN_API_VERSION, "normalized_open_api_version")
TOGGLE(TOGGLE_DEPLOYMENT_PREFERENCE_CONDITION_FIX, "deployment_preference_condition_fix")
