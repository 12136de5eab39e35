/* The SAM resource types. A row: SAM_TYPE(type, group, convert).
 *
 *     type     AWS::Serverless::<type>; its properties are the schema of that name in
 *              spec/sam_property_list.h
 *     group    resources are converted group by group, because later ones depend on earlier ones:
 *              functions put events into APIs, connectors look at what everything became
 *     convert  adds the generated resources
 *
 * To add one: a row here, a schema there, transform/<type>.c with the function, a fixture.
 */
SAM_TYPE(Api, 2, convert_api)
SAM_TYPE(Application, 3, convert_application)
SAM_TYPE(CapacityProvider, 3, convert_capacity_provider)
SAM_TYPE(Connector, 4, convert_connector)
SAM_TYPE(Function, 0, convert_function)
SAM_TYPE(GraphQLApi, 3, convert_graphql_api)
SAM_TYPE(HttpApi, 2, convert_http_api)
SAM_TYPE(LayerVersion, 3, convert_layer_version)
SAM_TYPE(SimpleTable, 3, convert_simple_table)
SAM_TYPE(StateMachine, 1, convert_state_machine)
SAM_TYPE(WebSocketApi, 2, convert_websocket_api)
