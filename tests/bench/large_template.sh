#!/bin/sh
# large_template.sh COUNT: prints a template with COUNT functions, each with the usual trimmings.
exec awk -v count="$1" 'BEGIN {
    print "AWSTemplateFormatVersion: \"2010-09-09\""
    print "Transform: AWS::Serverless-2016-10-31"
    print "Globals: {Function: {Runtime: python3.12, Handler: app.handler, Timeout: 10}}"
    print "Resources:"
    print "  Table: {Type: \"AWS::Serverless::SimpleTable\"}"
    for (i = 1; i <= count; i++) {
        printf "  Function%d:\n", i
        print  "    Type: AWS::Serverless::Function"
        print  "    Properties:"
        printf "      CodeUri: s3://artifacts/function-%d/1.0.0.zip\n", i
        printf "      Description: Function number %d of many\n", i
        print  "      Environment:"
        print  "        Variables:"
        print  "          TABLE: !Ref Table"
        printf "          NAME: !Sub \"${AWS::StackName}-%d\"\n", i
        print  "      Policies:"
        print  "        - DynamoDBReadPolicy: {TableName: !Ref Table}"
        print  "      Events:"
        print  "        Timer:"
        print  "          Type: Schedule"
        print  "          Properties: {Schedule: rate(5 minutes)}"
    }
}'
