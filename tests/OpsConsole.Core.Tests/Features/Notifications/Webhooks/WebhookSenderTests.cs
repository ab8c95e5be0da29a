using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using OpsConsole.Core.Ai.Secrets;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Notifications.Webhooks;

public sealed class WebhookSenderTests
{
    private const string Secret = "s3cret-ü";
    private const string Body = """{"action":"release.live","reason":"größer"}""";
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1795420800);
    private readonly FakeTimeProvider _clock = new(At);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public void Signature_OfAKnownBody_IsWhatAnotherImplementationComputes() => Assert.Equal(
        "t=1795420800,v1=7c6f54f5d6f7db891e58cb5d014a3f497b0fd0190013223c021f72a1d46eb3af", WebhookSignature.Of(Secret, At.AddMilliseconds(900), Body));

    [Theory]
    [InlineData(Secret, 0, true)]
    [InlineData(Secret, 299, true)]
    [InlineData(Secret, 301, false)]
    [InlineData("other", 0, false)]
    public async Task Signature_ByTheCodeThatReceiversAreGiven_IsGenuineForFiveMinutes(string secret, int secondsLater, bool genuine)
    {
        await using var target = await HookListener.StartAsync();
        await SendAsync(target.Url);
        var request = Assert.Single(target.Requests);
        var (signature, body) = (request.Headers["OpsConsole-Signature"], Encoding.UTF8.GetBytes(request.Body));

        Assert.Equal(genuine, HookReceiver.IsGenuine(signature, body, secret, At.AddSeconds(secondsLater)));
        Assert.False(HookReceiver.IsGenuine(signature, [.. body, (byte)' '], secret, At));
        Assert.False(HookReceiver.IsGenuine("", body, secret, At));
        Assert.False(HookReceiver.IsGenuine("t=1,t=2,v1=,v1=", body, secret, At));
    }

    [Fact]
    public void ReceiversCode_InTheDocs_IsTheCodeTestedHere()
    {
        var tested = File.ReadAllText(Path.Combine(Repository.Root, "tests/OpsConsole.Core.Tests/Features/Notifications/Webhooks/HookReceiver.cs"));
        var docs = File.ReadAllText(Path.Combine(Repository.Root, "docs/webhooks.md"));
        var code = docs.Split("```csharp")[1].Split("```")[0].Replace("static bool", "public static bool", StringComparison.Ordinal);

        Assert.Contains(Squeeze(code), Squeeze(tested), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ToAnAllowedTarget_ArrivesSignedAndBare()
    {
        await using var target = await HookListener.StartAsync();

        var outcome = await SendAsync(target.Url);

        Assert.Equal((204, null), (outcome.Status, outcome.Error));
        var request = Assert.Single(target.Requests);
        Assert.Equal(("POST", Body), (request.Method, request.Body));
        Assert.Equal("release.live", request.Headers["OpsConsole-Event"]);
        Assert.Equal("7", request.Headers["OpsConsole-Delivery"]);
        Assert.Equal(WebhookSignature.Of(Secret, At, Body), request.Headers["OpsConsole-Signature"]);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.DoesNotContain(request.Headers.Keys, name => name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) || name.Equals("traceparent", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Send_ToATargetThatRedirects_FailsAndFollowsNothing(int status)
    {
        await using var elsewhere = await HookListener.StartAsync();
        await using var target = await HookListener.StartAsync();
        target.AnswerWith(status, location: elsewhere.Url);

        var outcome = await SendAsync(target.Url);

        Assert.Equal(status, outcome.Status);
        Assert.Contains("Redirects are not followed", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Send_ToATargetThatHangs_GivesUpAfterTenSeconds()
    {
        await using var target = await HookListener.StartAsync();
        target.Answer = static (_, ended) => Task.Delay(Timeout.InfiniteTimeSpan, ended);
        var sending = SendAsync(target.Url);
        await target.Reached.Task.WaitAsync(None);

        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(sending.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var outcome = await sending;
        Assert.Equal((null, "The target did not answer within 10 s."), (outcome.Status, outcome.Error));
        Assert.Equal(TimeSpan.FromSeconds(10), outcome.Took);
    }

    [Fact]
    public async Task Send_ToATargetWhoseErrorNeverEnds_GivesUpAfterTenSeconds()
    {
        await using var target = await HookListener.StartAsync();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        target.Answer = async (context, ended) =>
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync("drip", ended);
            await context.Response.Body.FlushAsync(ended);
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ended);
        };
        var sending = SendAsync(target.Url);
        await begun.Task.WaitAsync(None);

        _clock.Advance(WebhookSender.Limit);

        Assert.False((await sending).Arrived);
    }

    [Fact]
    public async Task Send_ToATargetThatIsWrong_KeepsTheStatusAndALittleOfWhatItSaid()
    {
        await using var target = await HookListener.StartAsync();
        target.AnswerWith(500, $"no luck with {Secret}\n" + new string('x', 100_000));

        var outcome = await SendAsync(target.Url);

        Assert.Equal(500, outcome.Status);
        Assert.StartsWith("The target answered 500: no luck with *** xxx", outcome.Error, StringComparison.Ordinal);
        Assert.InRange(outcome.Error!.Length, 200, 240);
    }

    [Fact]
    public async Task Send_ToANameThatLeadsInside_IsRefusedAtTheConnection()
    {
        await using var target = await HookListener.StartAsync();
        var url = $"http://localhost:{target.Port}/hook";

        var refused = await SendAsync(url, ["localhost"]);
        var listed = await SendAsync(url, ["localhost", "127.0.0.1"]);

        Assert.Null(refused.Status);
        Assert.Contains("is not a public address", refused.Error, StringComparison.Ordinal);
        Assert.True(listed.Arrived, listed.Error);
        Assert.Single(target.Requests);
    }

    [Theory]
    [InlineData("https://127.0.0.1/", "not listed")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "not listed")]
    [InlineData("http://hooks.example.com/", "only https://")]
    public async Task Send_ToAnInternalOrPlainAddress_IsRefusedBeforeAnything(string url, string words)
    {
        var outcome = await SendAsync(url, ["hooks.example.com"]);

        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WithoutAnyListedHost_IsRefused() => Assert.Contains("lists no host", (await SendAsync("https://hooks.example.com/", [])).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Send_WithoutTheSecret_SendsNothingAndSaysWhichIsMissing()
    {
        await using var target = await HookListener.StartAsync();

        var outcome = await SendAsync(target.Url, secret: null);

        Assert.Contains("no secret behind env:HOOK", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task Send_WhereNobodyListens_SaysSo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        Assert.Contains("nothing listens there", (await SendAsync(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"))).Error, StringComparison.Ordinal);
    }

    private static string Squeeze(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<DeliveryOutcome> SendAsync(string url, string[]? allowed = null, string? secret = Secret)
    {
        using var sender = new WebhookSender(new WebhookOptions(AllowedHosts.Parse(allowed ?? ["127.0.0.1"]).Value, PlainLoopback: true), new OneSecret(secret), _clock);
        return await sender.SendAsync(new WebhookSender.Parcel(7, "release.live", Body, url, "env:HOOK"), None);
    }

    private sealed class OneSecret(string? value) : ISecretResolver
    {
        public string? Resolve(string reference) => value;
    }
}
