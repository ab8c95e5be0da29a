using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Tests.Shared;
using OpsConsole.Web.Composition;

namespace OpsConsole.Benchmarks;

/// <summary>Child processes: the whole console with one prompt under <c>production</c>, and a bare endpoint that answers the same bytes.</summary>
internal static class ServingHosts
{
    public const string Key = "dev-key";
    public const string Path = "/api/v1/prompts/support/answer?label=production&subject=user-4711";
    public const string BarePath = "/bytes";
    public const string BareTag = "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"";

    public static async Task<int> ConsoleAsync()
    {
        var folder = Directory.CreateTempSubdirectory("opsconsole-serve-");
        try
        {
            var database = System.IO.Path.Combine(folder.FullName, "serve.db");
            var app = ConsoleHost.Build(
                ["--applicationName=OpsConsole.Web", "--environment=Development", "--urls=http://127.0.0.1:0", "--Demo:Seed=false", $"--Auth:DevelopmentApiKey={Key}", "--Auth:Mode=Development",
                 $"--DataProtection:KeysFolder={folder.FullName}", $"--ConnectionStrings:OpsConsole=Data Source={database}", "--Logging:LogLevel:Default=Warning"]);
            await app.PrepareStoreAsync();
            await app.StartAsync();
            var shelf = new PromptShelf(app.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>());
            await shelf.PointAsync(await shelf.AddAsync("support/answer", Content));
            await ServeAsync(app);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    public static async Task<int> BareAsync(string body)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        var bytes = Convert.FromBase64String(body);
        app.MapGet(BarePath, (HttpContext context) =>
        {
            context.Response.Headers.ETag = BareTag;
            if (context.Request.Headers.IfNoneMatch == BareTag)
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes).AsTask();
        });
        await app.StartAsync();
        await ServeAsync(app);
        return 0;
    }

    private static PromptContent Content => new(
        [new("system", string.Join("\n", Enumerable.Repeat("Answer from the policy below, in plain words, and name the clause that you rely on.", 12))), new("user", "{{ question }}")],
        [new("question", PromptVariableType.Text, true, "Is hail covered?")])
    {
        Model = new ModelChoice("openai", "gpt-4.1-mini"),
    };

    private static async Task ServeAsync(WebApplication app)
    {
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public static byte[] Request(string path, string? tag) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {Key}\r\n{(tag is null ? "" : $"If-None-Match: {tag}\r\n")}\r\n");
}
