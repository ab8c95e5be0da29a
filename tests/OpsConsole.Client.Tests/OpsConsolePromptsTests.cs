using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace OpsConsole.Client.Tests;

public sealed class OpsConsolePromptsTests : IDisposable
{
    private const string Key = "support/answer";

    private static readonly PromptBundle Bundle = PromptBundle.Parse(
        """[{"key":"support/answer","version":3,"label":"production","messages":[{"role":"system","content":"Bundled"}]},{"key":"support/answer","version":1,"label":"staging","messages":[]}]""");

    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedServer _server = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Get_WithinAMinute_AsksOnce()
    {
        var client = _server.Client(_clock, new() { ApiKey = "secret" });

        var first = await client.GetAsync(Key, cancellationToken: None);
        _clock.Advance(TimeSpan.FromSeconds(59));
        var second = await client.GetAsync(Key, "production", cancellationToken: None);

        Assert.Equal((PromptSource.Server, PromptSource.Cache), (first.Source, second.Source));
        Assert.Equal(TimeSpan.FromSeconds(59), second.Age);
        Assert.Equal(("/api/v1/prompts/support/answer?label=production", null, "Bearer secret"), Assert.Single(_server.Asked));
    }

    [Fact]
    public async Task Get_AfterAMinute_AnswersAtOnceAndAsksInTheBackground()
    {
        var client = _server.Client(_clock);
        await client.GetAsync(Key, cancellationToken: None);
        _server.Text = "A newer text";
        _server.Gate = new TaskCompletionSource();
        _clock.Advance(TimeSpan.FromSeconds(61));

        // The server does not answer yet, and nobody waits for it.
        var stale = await client.GetAsync(Key, cancellationToken: None);
        var again = await client.GetAsync(Key, cancellationToken: None);
        _server.Gate.SetResult();
        await client.WhenIdleAsync();
        var fresh = await client.GetAsync(Key, cancellationToken: None);

        Assert.Equal((PromptSource.StaleCache, "Hello {{ name }}"), (stale.Source, stale.Document.Messages[0].Content));
        Assert.Equal(PromptSource.StaleCache, again.Source);
        Assert.Equal((PromptSource.Cache, "A newer text"), (fresh.Source, fresh.Document.Messages[0].Content));
        Assert.Equal(2, _server.Asked.Count);
    }

    [Fact]
    public async Task Get_Unchanged_IsFreshAgainWithoutABody()
    {
        var client = _server.Client(_clock);
        var first = await client.GetAsync(Key, cancellationToken: None);
        _clock.Advance(TimeSpan.FromSeconds(61));
        await client.GetAsync(Key, cancellationToken: None);
        await client.WhenIdleAsync();

        var fresh = await client.GetAsync(Key, cancellationToken: None);

        Assert.Equal((PromptSource.Cache, TimeSpan.Zero), (fresh.Source, fresh.Age));
        Assert.Same(first.Document, fresh.Document);
        Assert.NotNull(_server.Asked[1].IfNoneMatch);
    }

    [Fact]
    public async Task Get_ManyAtOnce_AsksOnce()
    {
        var client = _server.Client(_clock);
        _server.Gate = new TaskCompletionSource();

        var all = Enumerable.Range(0, 20).Select(_ => client.GetAsync(Key, cancellationToken: None)).ToList();
        _server.Gate.SetResult();

        Assert.All(await Task.WhenAll(all), answer => Assert.Equal(PromptSource.Server, answer.Source));
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task Get_ServerAway_KeepsServingWhatItHas()
    {
        var client = _server.Client(_clock, new() { Bundle = Bundle });
        await client.GetAsync(Key, cancellationToken: None);
        _server.IsAway = true;

        for (var hour = 0; hour < 3; hour++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            var answer = await client.GetAsync(Key, cancellationToken: None);
            await client.WhenIdleAsync();
            Assert.Equal((PromptSource.StaleCache, "Hello {{ name }}"), (answer.Source, answer.Document.Messages[0].Content));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.BadGateway)]
    public async Task Get_ServerAwayAndNothingFetched_TakesTheBundleAndLeavesTheServerAlone(HttpStatusCode? status)
    {
        var client = _server.Client(_clock, new() { Bundle = Bundle });
        (_server.IsAway, _server.Refuses) = (status is null, status);

        var first = await client.GetAsync(Key, cancellationToken: None);
        var second = await client.GetAsync(Key, cancellationToken: None);
        Assert.Equal((PromptSource.Bundle, 3, null), (first.Source, first.Version, first.Age));
        Assert.Equal(PromptSource.Bundle, second.Source);
        Assert.Single(_server.Asked);

        (_server.IsAway, _server.Refuses) = (false, null);
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(PromptSource.Server, (await client.GetAsync(Key, cancellationToken: None)).Source);
    }

    [Fact]
    public async Task Get_ServerHangs_IsGivenUpAfterTheTimeout()
    {
        var client = _server.Client(_clock, new() { Bundle = Bundle });
        _server.Gate = new TaskCompletionSource();

        var asking = client.GetAsync(Key, cancellationToken: None);
        while (_server.Asked.Count == 0)
            await Task.Yield();
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(PromptSource.Bundle, (await asking).Source);
    }

    [Fact]
    public async Task Get_NothingAnywhere_Throws()
    {
        _server.IsAway = true;

        var fault = await Assert.ThrowsAsync<OpsConsoleException>(() => _server.Client(_clock).GetAsync(Key, cancellationToken: None));

        Assert.Equal(OpsConsoleException.Unreachable, fault.Code);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "prompts.label-not-found")]
    [InlineData(HttpStatusCode.Unauthorized, "auth.required")]
    public async Task Get_Refused_ThrowsTheServersCodeAndTakesNoBundle(HttpStatusCode status, string code)
    {
        var client = _server.Client(_clock, new() { Bundle = Bundle });
        (_server.Refuses, _server.Code) = (status, code);

        Assert.Equal(code, (await Assert.ThrowsAsync<OpsConsoleException>(() => client.GetAsync(Key, cancellationToken: None))).Code);
    }

    [Fact]
    public async Task Get_LabelTakenAway_IsForgotten()
    {
        var client = _server.Client(_clock);
        await client.GetAsync(Key, cancellationToken: None);
        _server.Refuses = HttpStatusCode.NotFound;
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(PromptSource.StaleCache, (await client.GetAsync(Key, cancellationToken: None)).Source);
        await client.WhenIdleAsync();

        await Assert.ThrowsAsync<OpsConsoleException>(() => client.GetAsync(Key, cancellationToken: None));
    }

    [Fact]
    public async Task Get_Draft_IsNeverKept()
    {
        _server.NoStore = true;
        var client = _server.Client(_clock);

        await client.GetAsync(Key, "latest", cancellationToken: None);
        await client.GetAsync(Key, "latest", cancellationToken: None);

        Assert.Equal(2, _server.Asked.Count);
    }

    [Fact]
    public async Task Get_SubjectsAndVersions_AreKeptApartAndBounded()
    {
        var client = _server.Client(_clock, new() { MostKept = 10 });
        await client.GetAsync("a b/ü", version: 7, subject: "user 1&x", cancellationToken: None);
        for (var i = 0; i < 50; i++)
        {
            await client.GetAsync(Key, subject: i.ToString(CultureInfo.InvariantCulture), cancellationToken: None);
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal("/api/v1/prompts/a%20b/%C3%BC?version=7&subject=user%201%26x", _server.Asked[0].Path);
        Assert.Equal(51, _server.Asked.Count);
        Assert.Equal(PromptSource.Cache, (await client.GetAsync(Key, subject: "49", cancellationToken: None)).Source);
        Assert.Equal(PromptSource.Server, (await client.GetAsync(Key, subject: "0", cancellationToken: None)).Source);
        Assert.InRange(client.Kept, 1, 10);
    }
}
