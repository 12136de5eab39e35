/* Volumes of instances, Elastic IP addresses and VPN gateways.
 *
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-device-mapping-concepts.html
 */
#include <strings.h>

#include "validator/choices.h"

/* -- Volumes ------------------------------------------------------------------------------------
 */

/* What a volume on a disk of the instance is called. */
static bool is_instance_store(const struct node *name)
{
    enum { LAST = 23 };
    struct slice text = node_text(name), digits = slice_from(text, strlen("ephemeral"));
    unsigned number = 0;

    if (!slice_starts(text, SLICE("ephemeral")) || digits.size == 0 || digits.size > 2)
        return false;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.text[i] < '0' || digits.text[i] > '9') return false;
        number = number * 10 + (unsigned)(digits.text[i] - '0');
    }
    return number <= LAST && (digits.size == 1 || digits.text[0] != '0');
}

static void check_virtual_name(struct validation *v, const struct visit *visit,
                               const struct choice *device)
{
    CHOICES_EACH(v, device, K(VirtualName), name)
    {
        const struct node *value = name.at->value;
        if (!value) continue;
        CHOICES_EACH(v, name.at->in, K(Ebs), ebs)
        if (ebs.at->value)
            report(v, visit, RULE_VIRTUAL_NAME_IGNORED, name.at->key,
                   "VirtualName is for disks of the instance; beside Ebs it is ignored. Remove "
                   "it, or Ebs.");
        else if (!is_intrinsic(value) && is_known_value(value) && !is_instance_store(value))
            report(v, visit, RULE_VIRTUAL_NAME, name.at->key,
                   "%.*s is no virtual name of a disk: these are ephemeral0 to ephemeral23.",
                   SLICE_ARG(node_text(value)));
    }
}

/* Looks at a volume whose type has no operations that can be bought. */
static void check_iops(struct validation *v, const struct visit *visit, const struct choice *device)
{
    static const char *const types[] = {"gp2", "sc1", "st1", "standard"};

    CHOICES_EACH(v, device, K(Ebs), ebs)
    CHOICES_EACH(v, ebs.at, K(VolumeType), type)
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!node_is_text(type.at->value, slice_of(types[i]))) continue;
        CHOICES_EACH(v, type.at->in, K(Iops), iops)
        if (iops.at->value)
            report(v, visit, RULE_VOLUME_IOPS_IGNORED, iops.at->key,
                   "Iops is ignored for volumes of the type %s. Remove it, or use gp3, io1 or "
                   "io2.",
                   types[i]);
    }
}

/* Looks at the devices in a map that describes an instance. */
static void check_devices_of(struct validation *v, const struct visit *visit,
                             const struct choice *instance)
{
    CHOICES_EACH(v, instance, K(BlockDeviceMappings), devices)
    CHOICES_IN(v, devices.at, device)
    {
        if (!node_is_map(device.at->value) || is_intrinsic(device.at->value)) continue;
        check_virtual_name(v, visit, device.at);
        check_iops(v, visit, device.at);
    }
}

void check_block_devices(struct validation *v, const struct visit *visit)
{
    struct choice properties;

    if (visit->type != K(AWS_EC2_Instance) && visit->type != K(AWS_EC2_LaunchTemplate) &&
        visit->type != K(AWS_AutoScaling_LaunchConfiguration) &&
        visit->type != K(AWS_EC2_SpotFleet))
        return;
    properties = properties_choice(v, visit);
    if (visit->type == K(AWS_EC2_Instance) || visit->type == K(AWS_AutoScaling_LaunchConfiguration))
        check_devices_of(v, visit, &properties);
    if (visit->type == K(AWS_EC2_LaunchTemplate))
        CHOICES_EACH(v, &properties, K(LaunchTemplateData), data)
    check_devices_of(v, visit, data.at);
    if (visit->type == K(AWS_EC2_SpotFleet))
        CHOICES_EACH(v, &properties, K(SpotFleetRequestConfigData), data)
    CHOICES_EACH(v, data.at, K(LaunchSpecifications), specifications)
    CHOICES_IN(v, specifications.at, each)
    check_devices_of(v, visit, each.at);
}

/* -- Single values ------------------------------------------------------------------------------
 */

static void check_domain(struct validation *v, const struct visit *visit, void *context,
                         const struct node *value, struct span span)
{
    struct slice text = node_text(value);

    (void)context;
    if (!node_is_string(value) || !is_known_value(value)) return;
    if ((text.size == 3 && strncasecmp(text.text, "vpc", 3) == 0) ||
        (text.size == 8 && strncasecmp(text.text, "standard", 8) == 0))
        return;
    report(v, visit, RULE_ADDRESS_DOMAIN, span,
           "Domain is vpc or standard; EC2 takes \"%.*s\" for vpc. Say vpc.", SLICE_ARG(text));
}

void check_address_domain(struct validation *v, const struct visit *visit)
{
    each_value(v, visit, map_find(map_get(visit->node, K(Properties)), K(Domain)), check_domain,
               NULL);
}

static void check_type(struct validation *v, const struct visit *visit, void *context,
                       const struct node *value, struct span span)
{
    (void)context;
    if (!node_is_string(value) || !is_known_value(value) || node_is_text(value, SLICE("ipsec.1")))
        return;
    report(v, visit, RULE_GATEWAY_TYPE, span,
           "VPN gateways are of the type ipsec.1; there is no %.*s.", SLICE_ARG(node_text(value)));
}

void check_gateway_type(struct validation *v, const struct visit *visit)
{
    each_value(v, visit, map_find(map_get(visit->node, K(Properties)), K(Type)), check_type, NULL);
}
