# How large local code may be: "PKG0702", "PKG0703". The files are holes, which take no room.

hole() { mkdir -p "$(dirname "$2")" && truncate -s "$1" "$2"; }
hole 100M src/models/first.bin
hole 90M src/models/second.bin
hole 1M src/app.py
hole 900M src/.git/objects
hole 900M src/node_modules/left.js
echo '{}' >src/package.json
hole 20M layer/lib.py
hole 60M other/lib.py
ln -s "$PWD/src/models" src/again
cat >template.yaml <<'YAML'
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.14, Handler: app.f, CodeUri: src/}}
Resources:
  Alone:
    Type: AWS::Serverless::Function
  Near:
    Type: AWS::Serverless::Function
    Properties: {Layers: [!Ref Small]}
  Over:
    Type: AWS::Serverless::Function
    Properties: {Layers: [!Ref Small, !Ref Large, "arn:aws:lambda:us-east-1:123456789012:layer:x:1"]}
  Built:
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: makefile}
    Properties: {Layers: [!Ref Small, !Ref Large]}
  Compiled:
    Type: AWS::Serverless::Function
    Properties: {Runtime: java21, Handler: "a::b", Layers: [!Ref Small, !Ref Large]}
  Plain:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/r
      Runtime: python3.14
      Handler: app.f
      Code: src
      Layers: [!Ref Large, !Ref Twice]
  Small: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer}}
  Large: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: other}}
  Twice: {Type: AWS::Lambda::LayerVersion, Properties: {Content: other}}
YAML
run 6 lint template.yaml -i W3002
out_has "template.yaml:2:59: warning PKG0703: The code and its layers here come to 211 MB before it is zipped; Lambda takes 250 MB with all layers. Most of it is in src/models (190 MB)."
out_has "template.yaml:2:59: error PKG0702: The code and its layers here come to 271 MB before it is zipped;"
check 'one is over, one is near, one is over by its own layers' \
    test "$(grep -c PKG070 "$work/out")" = 3
out_has "template.yaml:25:7: error PKG0702: The code and its layers here come to 251 MB"

# Within the limits of a walk: 20,000 files, and 32 levels.
cat >alone.yaml <<'YAML'
Transform: AWS::Serverless-2016-10-31
Resources:
  Alone:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.14, Handler: app.f, CodeUri: code}
YAML
deep=code$(printf '/d%.0s' $(seq 31))
hole 1M code/app.py
hole 300M $deep/file
run 2 lint alone.yaml
out_has "alone.yaml:5:55: error PKG0702: The code comes to 301 MB before it is zipped;"
mkdir $deep/d $deep/d/d
mv $deep/file $deep/d/d/file
run 0 lint alone.yaml
rm -r code/d
mkdir code/many
(cd code/many && seq 20100 | xargs touch)
for name in a b c d e f; do hole 300M code/many/$name/file; done
(ulimit -t 8 && streams "$samc" lint alone.yaml)
check 'many files are no error by themselves' test $? -lt 8
