using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using OpsConsole.Core.Features.Prompts.Templates;
using Xunit;

namespace OpsConsole.Client.Tests;

public sealed class RenderTests
{
    private const string Full =
        """
        {"key":"support/answer","version":7,"label":"production","contentHash":"h","type":"chat",
         "messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"{{ question }}{{ note }}"}],
         "variables":[{"name":"question","type":"text","required":true},{"name":"note","type":"text","required":false}],
         "model":{"provider":"openai","id":"gpt-4.1-mini","parameters":{"temperature":0.2,"topP":0.9,"maxOutputTokens":300,"seed":7,"stop":["END"]}},
         "tools":[{"name":"lookup","description":"Finds a clause","parameters":{"type":"object","properties":{"id":{"type":"string"}}}}],
         "responseFormat":{"type":"object","properties":{"answer":{"type":"string"}}},"release":{"id":"REL-0001","approvedAt":"2026-11-23T12:00:00Z"}}
        """;

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Templates => new()
    {
        { "Hi {{ name }}!", """{"name":"Ana <b>"}""" },
        { "{% for d in docs %}[{{ forloop.index }} {{ d.t }}]{% endfor %}", """{"docs":[{"t":"x"},{"t":"y"}]}""" },
        { "{% if ok %}yes{% else %}no{% endif %}{{ n | times: 2 }}|{{ n }}", """{"ok":true,"n":1.5}""" },
        { "{{ o }}|{{ o | dump }}|{{ o.l | json }}|{{ l }}", """{"o":{"k":"é","l":[1,null,true]},"l":["a","b"]}""" },
        { "[{{ missing }}][{{ missing.x | default: 'd' }}]", "{}" },
        { "{% assign x = 'a,b' | split: ',' %}{{ x | join: '-' | upper }} {{ '2026-11-23' | date: '%d.%m.%Y' }}", "{}" },
        { "{% case k %}{% when 'a' %}A{% else %}other{% endcase %}{{ big }}", """{"k":"a","big":12345678901234567890}""" },
        { "{%- raw %}{{ kept }}{% endraw -%} {{ none }}", """{"none":null}""" },
    };

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Render_AnyTemplate_SaysWhatTheServerSays(string template, string variables)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(variables)!;
        var prompt = await FetchAsync(JsonSerializer.Serialize(new { key = "k", messages = new[] { new { role = "user", content = template } } }));

        var rendered = prompt.Render(given.ToDictionary(entry => entry.Key, entry => (object?)entry.Value));

        Assert.Equal(PromptTemplate.Parse(template).Value.Render(given, strict: false).Value, Assert.Single(rendered.Messages).Text);
    }

    [Fact]
    public async Task Render_ObjectsOfTheProgram_AreTakenAsJson()
    {
        var prompt = await FetchAsync("""{"key":"k","messages":[{"role":"user","content":"{{ customer.firstName }} {{ items | size }} {{ total }}"}]}""");

        var rendered = prompt.Render(new Dictionary<string, object?> { ["customer"] = new { FirstName = "Ana" }, ["items"] = new[] { 1, 2 }, ["total"] = 2.5 });

        Assert.Equal("Ana 2 2.5", Assert.Single(rendered.Messages).Text);
    }

    [Fact]
    public async Task Render_FullDocument_FillsMessagesAndOptions()
    {
        var (messages, options) = (await FetchAsync(Full)).Render(new Dictionary<string, object?> { ["question"] = "Why?" });

        Assert.Equal([(ChatRole.System, "Be kind."), (ChatRole.User, "Why?")], messages.Select(message => (message.Role, message.Text)));
        Assert.Equal(("gpt-4.1-mini", 0.2f, 0.9f, 300, 7L), (options.ModelId, options.Temperature, options.TopP, options.MaxOutputTokens, options.Seed));
        Assert.Equal(["END"], options.StopSequences);
        var tool = Assert.IsAssignableFrom<AIFunctionDeclaration>(Assert.Single(options.Tools!));
        Assert.Equal(("lookup", "Finds a clause", "string"), (tool.Name, tool.Description, tool.JsonSchema.GetProperty("properties").GetProperty("id").GetProperty("type").GetString()));
        Assert.Equal("object", Assert.IsType<ChatResponseFormatJson>(options.ResponseFormat).Schema!.Value.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Render_RequiredVariableMissing_Throws()
    {
        var prompt = await FetchAsync(Full);

        var fault = Assert.Throws<OpsConsoleException>(() => prompt.Render(new Dictionary<string, object?>()));

        Assert.Equal("prompts.missing-variable", fault.Code);
        Assert.Contains("'question'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_TemplateThatRunsAway_Throws()
    {
        var prompt = await FetchAsync("""{"key":"k","messages":[{"role":"user","content":"{% for i in (1..2000000000) %}x{% endfor %}"}]}""");

        Assert.Equal("prompts.render-too-large", Assert.Throws<OpsConsoleException>(() => prompt.Render(new Dictionary<string, object?>())).Code);
    }

    [Fact]
    public async Task Ask_WithinActivities_StampsTheCurrentOneAndTheOneOfTheCall()
    {
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == nameof(RenderTests), Sample = (ref _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource(nameof(RenderTests));
        using var outer = source.StartActivity("request")!;
        using var client = new TracingClient(new Repeater().UsePrompt(), source);

        var answer = await client.AskAsync(await FetchAsync(Full), new Dictionary<string, object?> { ["question"] = "Why?" }, None);

        Assert.Equal("Be kind.|Why?", answer.Text);
        foreach (var activity in new[] { outer, client.Call! })
        {
            Assert.Equal("support/answer", activity.GetTagItem("opsconsole.prompt.key"));
            Assert.Equal(7, activity.GetTagItem("opsconsole.prompt.version"));
            Assert.Equal("support", activity.GetTagItem("opsconsole.system"));
        }
    }

    // From a bundle: that needs no server.
    private static Task<FetchedPrompt> FetchAsync(string json)
    {
        var bundle = PromptBundle.Parse(json);
        var key = JsonElement.Parse(json).GetProperty("key").GetString()!;
        return new ScriptedServer { IsAway = true }.Client(new FakeTimeProvider(), new() { Bundle = bundle, System = "support" }).GetAsync(key, cancellationToken: None);
    }

    private sealed class TracingClient(IChatClient inner, ActivitySource source) : DelegatingChatClient(inner)
    {
        public Activity? Call { get; private set; }

        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            using var call = Call = source.StartActivity("chat");
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
    }

    private sealed class Repeater : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, string.Join('|', messages.Select(message => message.Text)))));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
