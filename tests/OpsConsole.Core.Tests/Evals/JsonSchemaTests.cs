using Xunit;

namespace OpsConsole.Core.Tests.Evals;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"type":["string","null"]}""", "null", true)]
    [InlineData("""{"enum":[1,"a"]}""", "1.0", true)]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[2]}""", false)]
    [InlineData("""{"multipleOf":0.1}""", "0.3", true)]
    [InlineData("""{"exclusiveMaximum":3}""", "3", false)]
    [InlineData("""{"minLength":2}""", "\"😀\"", false)]
    [InlineData("""{"maxLength":1}""", "\"😀\"", true)]
    [InlineData("""{"pattern":"^a+$"}""", "\"aa\"", true)]
    [InlineData("""{"minLength":2}""", "5", true)]
    [InlineData("""{"items":{"type":"number"}}""", "[1,\"a\"]", false)]
    [InlineData("""{"prefixItems":[{"type":"number"}],"items":false}""", "[1]", true)]
    [InlineData("""{"prefixItems":[{"type":"number"}],"items":false}""", "[1,2]", false)]
    [InlineData("""{"items":[{"type":"number"}],"additionalItems":{"type":"string"}}""", "[1,\"a\"]", true)]
    [InlineData("""{"items":[{"type":"number"}],"additionalItems":{"type":"string"}}""", "[1,2]", false)]
    [InlineData("""{"additionalItems":false}""", "[1,2]", true)]
    [InlineData("""{"uniqueItems":true}""", "[1,1.0]", false)]
    [InlineData("""{"contains":{"const":1},"minContains":2}""", "[1,2,1]", true)]
    [InlineData("""{"contains":{"const":1},"maxContains":1}""", "[1,2,1]", false)]
    [InlineData("""{"contains":{"const":1},"minContains":0}""", "[]", true)]
    [InlineData("""{"patternProperties":{"^x-":{"type":"number"}},"additionalProperties":false}""", """{"x-a":1}""", true)]
    [InlineData("""{"patternProperties":{"^x-":{"type":"number"}},"additionalProperties":false}""", """{"y":1}""", false)]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"ab":1}""", false)]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", false)]
    [InlineData("""{"minProperties":1}""", "{}", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":5}]}""", "4", false)]
    [InlineData("""{"oneOf":[{"type":"number"},{"minimum":5}]}""", "6", false)]
    [InlineData("""{"oneOf":[{"type":"string"},{"minimum":5}]}""", "6", true)]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", false)]
    [InlineData("""{"if":{"properties":{"k":{"const":1}}},"then":{"required":["a"]},"else":{"required":["b"]}}""", """{"k":1,"b":1}""", false)]
    [InlineData("""{"if":{"properties":{"k":{"const":1}}},"then":{"required":["a"]},"else":{"required":["b"]}}""", """{"k":2,"b":1}""", true)]
    [InlineData("""{"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}},"required":["v"]}}}""", """{"v":1,"next":{"v":2}}""", true)]
    [InlineData("""{"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}},"required":["v"]}}}""", """{"v":1,"next":{}}""", false)]
    [InlineData("""{"$ref":"#/definitions/a~1b%25","definitions":{"a/b%":{"type":"string"}}}""", "1", false)]
    [InlineData("""{"format":"date-time"}""", "\"2024-02-29T23:59:60Z\"", true)]
    [InlineData("""{"format":"date-time"}""", "\"2024-02-30T00:00:00Z\"", false)]
    [InlineData("""{"format":"date-time"}""", "\"2024-02-28T00:00:00\"", false)]
    [InlineData("""{"format":"email"}""", "\"x@y.z\"", true)]
    [InlineData("""{"format":"email"}""", "\"nope\"", false)]
    [InlineData("""{"format":"uuid"}""", "\"8f14e45f-ceea-467f-9a36-dedd4bea2543\"", true)]
    [InlineData("""{"format":"ipv4"}""", "\"1.2.3\"", false)]
    [InlineData("""{"format":"ipv6"}""", "\"::1\"", true)]
    [InlineData("""{"format":"uri"}""", "\"/only/a/path\"", false)]
    [InlineData("""{"format":"duration"}""", "\"PT5M\"", true)]
    [InlineData("""{"format":"duration"}""", "\"P\"", false)]
    [InlineData("true", "1", true)]
    [InlineData("false", "1", false)]
    public async Task IsJson_Schema_DecidesAsTheSpecificationSays(string schema, string output, bool conforms)
    {
        var result = await Check.EvaluateAsync("is-json", schema, output);

        Assert.False(result.Fault, result.Reason);
        Assert.Equal(conforms, result.Pass);
    }

    [Fact]
    public async Task IsJson_Violation_SaysWhereAndWhat()
    {
        var result = await Check.EvaluateAsync("is-json", """{"properties":{"items":{"items":{"properties":{"price":{"type":"number"}}}}}}""", """{"items":[{"price":1},{"price":"x"}]}""");

        Assert.Equal("does not conform to the schema: /items/1/price: Value is \"string\" but should be \"number\"", result.Reason);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""", "Cycle")]
    [InlineData("""{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}""", "Cycle")]
    [InlineData("""{"tpye":"string"}""", "tpye")]
    [InlineData("""{"properties":{"a":{"$schema":"http://json-schema.org/draft-07/schema#"}}}""", "$schema")]
    [InlineData("""{"format":"emial"}""", "emial")]
    [InlineData("""{"pattern":"("}""", "“(”")]
    [InlineData("""{"patternProperties":{"(":true}}""", "(")]
    [InlineData("""{"$ref":"https://example.com/s.json"}""", "leaves the schema")]
    [InlineData("""{"properties":{"a":{"$ref":"file:///etc/passwd"}}}""", "leaves the schema")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "leads nowhere")]
    [InlineData("""{"$dynamicRef":"#a"}""", "$dynamicRef")]
    [InlineData("""{"minimum":"1"}""", "minimum")]
    [InlineData("5", "boolean")]
    [InlineData("[]", "")]
    public void Compile_SchemaThatCannotBeUsed_IsRefusedWithItsReason(string schema, string words)
    {
        var error = Check.Refused("is-json", System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(schema));

        Assert.Equal("assertions.invalid-schema", error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"properties":{"a":true},"unevaluatedProperties":false}""", """{"b":1}""", false)]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","type":"array","items":[{"type":"string"}],"$defs":{}}""", "[1]", false)]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","prefixItems":[{"type":"string"}]}""", "[1]", false)]
    [InlineData("""{"properties":{"$schema":{"type":"string"}}}""", """{"$schema":1}""", false)]
    [InlineData("""{"pattern":"^\\d$"}""", "\"٣\"", false)]
    [InlineData("""{"additionalProperties":false,"patternProperties":{"^(a+)+$":true}}""", "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\":1}", false)]
    [InlineData("""{"pattern":"^(a+)+$"}""", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"", false)]
    public async Task IsJson_DialectsAndPatterns_AreReadAsTheirAuthorsMeant(string schema, string output, bool conforms)
    {
        var result = await Check.EvaluateAsync("is-json", System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(schema), output);

        Assert.False(result.Fault, result.Reason);
        Assert.Equal(conforms, result.Pass);
    }

    [Theory]
    [InlineData("""{"anyOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}],"type":"array"}""")]
    [InlineData("""{"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"},{"$ref":"#/$defs/b"}]},"b":{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}""")]
    public async Task IsJson_SchemaWhoseWorkMultiplies_IsAFault(string schema)
    {
        var result = await Check.EvaluateAsync("not-is-json", schema, new string('[', 40) + "1" + new string(']', 40));

        Assert.True(result.Fault, result.Reason);
    }

    [Fact]
    public async Task IsJson_DeepValueUnderARecursiveSchema_IsJudged()
    {
        Assert.True((await Check.EvaluateAsync("is-json", """{"type":"array","items":{"$ref":"#"}}""", new string('[', 250) + new string(']', 250))).Pass);
        Assert.Contains("nested deeper", (await Check.EvaluateAsync("is-json", """{"items":{"$ref":"#"}}""", new string('[', 5000))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsJson_YamlSchema_IsRead()
    {
        const string Schema = "type: object\nrequired: [a]\nproperties:\n  a: {type: number, minimum: -90.5}\n  b: {const: 'true'}\n";

        Assert.True((await Check.EvaluateAsync("is-json", Schema, """{"a":-90.5,"b":"true"}""")).Pass);
        Assert.False((await Check.EvaluateAsync("is-json", Schema, """{"a":-91}""")).Pass);
    }

    [Fact]
    public void Compile_YamlSchemaNestedDeep_IsRefused()
    {
        Assert.Contains("nested deeper", Check.Refused("is-json", "a: " + new string('[', 5_000)).Message, StringComparison.Ordinal);
    }
}
