using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Features.Prompts.Templates;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts.Templates;

public sealed class PromptTemplateTests
{
    private static readonly IReadOnlyDictionary<string, JsonElement> None = new Dictionary<string, JsonElement>();

    private static Dictionary<string, JsonElement> Vars(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

    private static string Render(string template, string vars = "{}") => PromptTemplate.Parse(template).Value.Render(Vars(vars), strict: false).Value;

    [Theory]
    [InlineData("Hi {{ name }}!", "{\"name\":\"Ana <b>\"}", "Hi Ana <b>!")]
    [InlineData("{{ a.b[1].c }}", "{\"a\":{\"b\":[0,{\"c\":\"deep\"}]}}", "deep")]
    [InlineData("{% for d in docs %}[{{ forloop.index }} {{ d.t }}]{% endfor %}", "{\"docs\":[{\"t\":\"x\"},{\"t\":\"y\"}]}", "[1 x][2 y]")]
    [InlineData("{% if ok %}yes{% else %}no{% endif %}{{ n | times: 2 }}", "{\"ok\":true,\"n\":1.5}", "yes3.0")]
    [InlineData("{% raw %}{{ kept }}{% endraw %}", "{}", "{{ kept }}")]
    [InlineData("{{ o }}|{{ o | dump }}|{{ o.l | json }}", "{\"o\":{\"k\":\"é\",\"l\":[1,null,true]}}", "{\"k\":\"é\",\"l\":[1,null,true]}|{\"k\":\"é\",\"l\":[1,null,true]}|[1,null,true]")]
    [InlineData("{{ name | upper }} {{ list | length }}", "{\"name\":\"ab\",\"list\":[1,2,3]}", "AB 3")]
    [InlineData("[{{ missing }}][{{ missing.x | default: 'd' }}]", "{}", "[][d]")]
    [InlineData("{% capture x %}a{{ b }}{% endcapture %}{{ x }}{{ x }}", "{\"b\":1}", "a1a1")]
    [InlineData("{% case k %}{% when 'a' %}A{% else %}other{% endcase %}", "{\"k\":\"a\"}", "A")]
    [InlineData("{% for i in (1..3) reversed %}{{ i }}{% endfor %}", "{}", "321")]
    [InlineData("{% for i in l limit:1 %}{{ i }}{% endfor %}{% for i in l offset:continue %}-{{ i }}{% endfor %}", "{\"l\":[1,2,3]}", "1-2-3")]
    [InlineData("{% for pair in o %}{{ pair[0] }}={{ pair[1] }};{% endfor %}", "{\"o\":{\"a\":1,\"b\":\"c\"}}", "a=1;b=c;")]
    [InlineData("Plain text { with } braces", "{}", "Plain text { with } braces")]
    public void Render_LiquidText_FillsIt(string template, string vars, string expected) => Assert.Equal(expected, Render(template, vars));

    [Fact]
    public void Render_ForeignCulture_StaysInvariant()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("1234.5", Render("{{ n }}", "{\"n\":1234.5}"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Variables_AssignedAndLoopNames_AreNotAmongThem()
    {
        const string template = """
            {{ first }} {% assign mine = other | append: suffix %}{{ mine }}
            {% for item in items limit: n %}{{ item.name }} {{ forloop.index }}{{ map[key] }}{% endfor %}{{ item }}
            {% if a == b and c %}{{ yes }}{% elsif d %}{% else %}{{ no }}{% endif %}{% capture z %}{{ inner }}{% endcapture %}{{ z }}{{ first }}
            """;
        Assert.Equal(
            ["first", "other", "suffix", "items", "n", "map", "key", "item", "a", "b", "c", "yes", "d", "no", "inner"],
            PromptTemplate.Parse(template).Value.Variables);
    }

    [Theory]
    [InlineData("ok\nline {{ name", "line 2, column")]
    [InlineData("a\n\n  {% if x %}never closed", "line 3, column")]
    [InlineData("{% nonsense %}", "line 1, column")]
    [InlineData("one\n{{ x | frobnicate }}", "line 2, column 8")]
    [InlineData("{% include secret %}", "line 1, column")]
    [InlineData("ab\n{% include 'shared/tone', lable: 'x' %}", "line 2, column")]
    [InlineData("{% render 'secret.txt' %}", "line 1, column")]
    [InlineData("{{ }}", "line 1, column")]
    public void Parse_Malformed_SaysLineAndColumn(string template, string where)
    {
        var error = PromptTemplate.Parse(template).Error!;
        Assert.Equal("prompts.template-syntax", error.Code);
        var detail = Assert.Single(error.Details!);
        Assert.StartsWith(where, detail.Where, StringComparison.Ordinal);
        Assert.NotEmpty(detail.Reason);
    }

    [Fact]
    public void Render_StrictAndMissing_NamesEachMissing()
    {
        var template = PromptTemplate.Parse("{{ a }}{{ b }}{{ c }}").Value;
        var error = template.Render(Vars("{\"b\":null}"), strict: true).Error!;
        Assert.Equal("prompts.missing-variable", error.Code);
        Assert.Equal(["a", "c"], error.Details!.Select(detail => detail.Where));
        Assert.Equal("", template.Render(None, strict: false).Value);
    }

    [Theory]
    [InlineData("{% for i in (1..2000000000) %}x{% endfor %}")]
    [InlineData("{% for i in (1..90000) %}xxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}")]
    [InlineData("{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}{% endfor %}{% endfor %}{% endfor %}")]
    [InlineData("{% assign s = 'ab' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}")]
    [InlineData("{% assign s = 'aaaaaaaa' %}{% for i in (1..60) %}{% assign s = s | replace: 'a', s %}{% endfor %}")]
    [InlineData("{% for i in (1..1000) %}{% capture s %}{{ s }}{{ s }}xx{% endcapture %}{% endfor %}")]
    [InlineData("{% capture s %}{% for i in (1..90000) %}{{ big }}{% endfor %}{% endcapture %}")]
    [InlineData("{{ 'now' | date: '%999999999N' }}")]
    [InlineData("{% for i in (1..99999) %}{% assign x = big | upcase %}{% endfor %}")]
    [InlineData("{% assign l = 'a,b' | split: ',' %}{% for i in (1..60) %}{% assign l = l | concat: l %}{% endfor %}")]
    [InlineData("{% assign l = big | split: '' %}{% for i in l %}{% for j in l %}{% break %}{% endfor %}{% endfor %}")]
    public void Render_HostileTemplate_IsStoppedEarly(string template)
    {
        var parsed = PromptTemplate.Parse(template).Value;
        var vars = new Dictionary<string, JsonElement> { ["big"] = JsonSerializer.SerializeToElement(new string('b', 100_000)) };
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var result = parsed.Render(vars, strict: false);
        Assert.Equal("prompts.render-too-large", result.Error?.Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"took {watch.Elapsed}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < 1_500_000_000);
    }

    [Fact]
    public void Parse_DeeplyNested_IsRefusedWithoutOverflow()
    {
        string[] hostile =
        [
            string.Concat(Enumerable.Repeat("{% if a %}", 10_000)),
            "{{ " + new string('(', 10_000) + "a" + new string(')', 10_000) + " }}",
            "{{ " + string.Concat(Enumerable.Repeat("a[", 10_000)),
            "{% if " + string.Join(" or ", Enumerable.Repeat("a", 10_000)) + " %}{% endif %}",
            new('{', 10_000),
            new string('x', PromptTemplate.MaxTemplateLength + 1),
        ];
        foreach (var template in hostile)
        {
            Assert.Equal("prompts.template-syntax", PromptTemplate.Parse(template).Error?.Code);
        }
    }

    [Fact]
    public void Parse_NestedToTheLimit_WorksOnASmallStack()
    {
        var blocks = string.Concat(Enumerable.Repeat("{% for i in l %}", 40)) + "x" + string.Concat(Enumerable.Repeat("{% endfor %}", 40));
        var brackets = "{{ " + new string('(', 8) + "a" + new string(')', 8) + " }}";
        var chain = "{% if " + string.Join(" or ", Enumerable.Repeat("a", 780)) + " %}{% endif %}";
        Exception? fault = null;
        var thread = new Thread(
            () => fault = Record.Exception(() =>
            {
                foreach (var template in new[] { blocks, brackets, chain })
                {
                    var watch = Stopwatch.StartNew();
                    Assert.True(PromptTemplate.Parse(template).Value.Render(Vars("{\"l\":[1],\"a\":0}"), strict: true).IsOk);
                    Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{template[..20]} took {watch.Elapsed}");
                }
            }),
            maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(fault);
    }

    [Fact]
    public void Render_ManyThreads_GivesEachItsOwn()
    {
        var template = PromptTemplate.Parse("{% assign x = n | times: 2 %}{% for i in (1..3) %}{{ x }},{% endfor %}").Value;
        Parallel.For(0, 2_000, i =>
        {
            var vars = new Dictionary<string, JsonElement> { ["n"] = JsonSerializer.SerializeToElement(i) };
            Assert.Equal($"{2 * i},{2 * i},{2 * i},", template.Render(vars, strict: true).Value);
        });
    }
}
