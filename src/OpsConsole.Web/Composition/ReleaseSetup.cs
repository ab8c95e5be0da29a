using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Web.Features.Releases;
using OpsConsole.Web.Jobs;

namespace OpsConsole.Web.Composition;

/// <summary>The release path: which labels are protected, and the jobs that watch over it.</summary>
internal static class ReleaseSetup
{
    public static void AddOpsConsoleReleases(this WebApplicationBuilder builder)
    {
        var labels = builder.Configuration.GetSection("Releases:ProtectedLabels").Get<string[]>() ?? [];
        foreach (var label in labels)
        {
            if (label == PromptLabel.Latest || KeyRules.Fault(label) is not null)
                throw new SettingsException($"Releases:ProtectedLabels names labels such as production or eu-production; '{label}' is none.");
        }

        builder.Services.AddSingleton(new ReleaseOptions(labels.ToHashSet(StringComparer.Ordinal)));
        builder.Services.AddTransient<ReleaseDoings>();
        builder.Services.AddTransient<SweepReleasesJob>().AddTransient<CheckServedJob>();
    }
}
