/* The parts of AWS::Serverless::GraphQLApi: maps with properties that are known.
 *
 *     PART(name) opens the list of one part
 *     FIELD(name, need, kind, part)
 *     END closes the list
 *
 *     need   REQUIRED or OPTIONAL; null counts as absent
 *     kind   what the value is:
 *            ANY          anything; it goes to CloudFormation as it is
 *            ANYS         a list of anything but null
 *            TEXT         a string, or a number or boolean that is taken for one
 *            TEXTS        a list of such
 *            TEXT_OR_MAP  a string, or an intrinsic function
 *            SWITCH       a boolean, or a string or number that is taken for one
 *            AUTH_TYPE    the name of a way to authenticate
 *            PERMISSIONS  a list of Read and Write
 *            ONE          a part
 *            ONE_OR_BOOL  a part, or a boolean
 *            LIST         a list of parts
 *            MAP          a map from names to parts
 *            MAP_OF_MAPS  a map from names to such maps
 *     part   the part that it is, or that its items are; None for the other kinds
 *
 * The recipe for a new property is a row here, and the line that generates something from it in
 * transform/graphql_api.c or a file beside it. A property of the API itself also has a row in
 * spec/sam_property_list.h.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html
 */

PART(Api)
FIELD(Auth, REQUIRED, ONE, Auth)
FIELD(Tags, OPTIONAL, ANY, None)
FIELD(Name, OPTIONAL, ANY, None)
FIELD(XrayEnabled, OPTIONAL, SWITCH, None)
FIELD(SchemaInline, OPTIONAL, ANY, None)
FIELD(SchemaUri, OPTIONAL, ANY, None)
FIELD(Logging, OPTIONAL, ONE_OR_BOOL, Logging)
FIELD(DataSources, OPTIONAL, ONE, DataSources)
FIELD(Functions, OPTIONAL, MAP, Function)
FIELD(Resolvers, OPTIONAL, MAP_OF_MAPS, Resolver)
FIELD(ApiKeys, OPTIONAL, MAP, ApiKey)
FIELD(DomainName, OPTIONAL, ONE, DomainName)
FIELD(Cache, OPTIONAL, ONE, Cache)
FIELD(Visibility, OPTIONAL, ANY, None)
FIELD(OwnerContact, OPTIONAL, ANY, None)
FIELD(IntrospectionConfig, OPTIONAL, ANY, None)
FIELD(QueryDepthLimit, OPTIONAL, ANY, None)
FIELD(ResolverCountLimit, OPTIONAL, ANY, None)
END

PART(Auth)
FIELD(Type, REQUIRED, AUTH_TYPE, None)
FIELD(LambdaAuthorizer, OPTIONAL, ONE, LambdaAuthorizer)
FIELD(OpenIDConnect, OPTIONAL, ONE, OpenIDConnect)
FIELD(UserPool, OPTIONAL, ONE, UserPool)
FIELD(Additional, OPTIONAL, LIST, Authorizer)
END

PART(Authorizer)
FIELD(Type, REQUIRED, AUTH_TYPE, None)
FIELD(LambdaAuthorizer, OPTIONAL, ONE, LambdaAuthorizer)
FIELD(OpenIDConnect, OPTIONAL, ONE, OpenIDConnect)
FIELD(UserPool, OPTIONAL, ONE, UserPool)
END

PART(LambdaAuthorizer)
FIELD(AuthorizerResultTtlInSeconds, OPTIONAL, ANY, None)
FIELD(AuthorizerUri, REQUIRED, ANY, None)
FIELD(IdentityValidationExpression, OPTIONAL, ANY, None)
END

PART(OpenIDConnect)
FIELD(AuthTTL, OPTIONAL, ANY, None)
FIELD(ClientId, OPTIONAL, ANY, None)
FIELD(IatTTL, OPTIONAL, ANY, None)
FIELD(Issuer, OPTIONAL, ANY, None)
END

PART(UserPool)
FIELD(AppIdClientRegex, OPTIONAL, ANY, None)
FIELD(AwsRegion, OPTIONAL, ANY, None)
FIELD(DefaultAction, OPTIONAL, ANY, None)
FIELD(UserPoolId, REQUIRED, ANY, None)
END

PART(Logging)
FIELD(CloudWatchLogsRoleArn, OPTIONAL, ANY, None)
FIELD(ExcludeVerboseContent, OPTIONAL, ANY, None)
FIELD(FieldLogLevel, OPTIONAL, ANY, None)
END

PART(ApiKey)
FIELD(ApiKeyId, OPTIONAL, ANY, None)
FIELD(Description, OPTIONAL, ANY, None)
FIELD(ExpiresOn, OPTIONAL, ANY, None)
END

PART(DomainName)
FIELD(CertificateArn, REQUIRED, ANY, None)
FIELD(DomainName, REQUIRED, ANY, None)
FIELD(Description, OPTIONAL, ANY, None)
END

PART(Cache)
FIELD(ApiCachingBehavior, REQUIRED, ANY, None)
FIELD(Ttl, REQUIRED, ANY, None)
FIELD(Type, REQUIRED, ANY, None)
FIELD(AtRestEncryptionEnabled, OPTIONAL, ANY, None)
FIELD(TransitEncryptionEnabled, OPTIONAL, ANY, None)
END

PART(DataSources)
FIELD(DynamoDb, OPTIONAL, MAP, DynamoDb)
FIELD(Lambda, OPTIONAL, MAP, Lambda)
END

PART(DynamoDb)
FIELD(TableName, REQUIRED, ANY, None)
FIELD(ServiceRoleArn, OPTIONAL, ANY, None)
FIELD(TableArn, OPTIONAL, ANY, None)
FIELD(Permissions, OPTIONAL, PERMISSIONS, None)
FIELD(Name, OPTIONAL, ANY, None)
FIELD(Description, OPTIONAL, ANY, None)
FIELD(Region, OPTIONAL, ANY, None)
FIELD(DeltaSync, OPTIONAL, ONE, DeltaSync)
FIELD(UseCallerCredentials, OPTIONAL, ANY, None)
FIELD(Versioned, OPTIONAL, ANY, None)
END

PART(DeltaSync)
FIELD(BaseTableTTL, REQUIRED, ANY, None)
FIELD(DeltaSyncTableName, REQUIRED, ANY, None)
FIELD(DeltaSyncTableTTL, REQUIRED, ANY, None)
END

PART(Lambda)
FIELD(FunctionArn, REQUIRED, ANY, None)
FIELD(ServiceRoleArn, OPTIONAL, ANY, None)
FIELD(Name, OPTIONAL, ANY, None)
FIELD(Description, OPTIONAL, ANY, None)
END

PART(Function)
FIELD(DataSource, OPTIONAL, TEXT_OR_MAP, None)
FIELD(Runtime, OPTIONAL, ONE, Runtime)
FIELD(InlineCode, OPTIONAL, ANY, None)
FIELD(CodeUri, OPTIONAL, ANY, None)
FIELD(Description, OPTIONAL, ANY, None)
FIELD(MaxBatchSize, OPTIONAL, ANY, None)
FIELD(Name, OPTIONAL, TEXT, None)
FIELD(Id, OPTIONAL, ANY, None)
FIELD(Sync, OPTIONAL, ONE, Sync)
END

PART(Resolver)
FIELD(FieldName, OPTIONAL, TEXT, None)
FIELD(Caching, OPTIONAL, ONE, Caching)
FIELD(InlineCode, OPTIONAL, ANY, None)
FIELD(CodeUri, OPTIONAL, ANY, None)
FIELD(MaxBatchSize, OPTIONAL, ANY, None)
FIELD(Pipeline, OPTIONAL, TEXTS, None)
FIELD(Runtime, OPTIONAL, ONE, Runtime)
FIELD(Sync, OPTIONAL, ONE, Sync)
END

PART(Runtime)
FIELD(Name, REQUIRED, ANY, None)
FIELD(Version, REQUIRED, ANY, None)
END

PART(Sync)
FIELD(ConflictDetection, REQUIRED, ANY, None)
FIELD(ConflictHandler, OPTIONAL, ANY, None)
FIELD(LambdaConflictHandlerConfig, OPTIONAL, ONE, LambdaConflictHandlerConfig)
END

PART(LambdaConflictHandlerConfig)
FIELD(LambdaConflictHandlerArn, REQUIRED, ANY, None)
END

PART(Caching)
FIELD(Ttl, REQUIRED, ANY, None)
FIELD(CachingKeys, OPTIONAL, ANYS, None)
END
