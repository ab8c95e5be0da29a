using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;
using OpsConsole.Core.Features.Prompts.Serving;
using OpsConsole.Core.Features.Search;

namespace OpsConsole.Core.Common;

/// <summary>
/// Marks one thing the product can do: a sealed class with one public method <c>HandleAsync(…, Actor, CancellationToken)</c>
/// that checks the permission itself. Every one is registered by <see cref="UseCases.AddUseCases"/>.
/// </summary>
public interface IUseCase;

public static class UseCases
{
    /// <summary>All use cases of this library, by their marker: a new file is registered by existing.</summary>
    public static IReadOnlyList<Type> All { get; } =
        [.. typeof(IUseCase).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IUseCase)))];

    public static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        foreach (var type in All)
        {
            services.AddTransient(type);
        }

        services.TryAddEnumerable(ServiceDescriptor.Transient<ISearchSource, SearchObjects>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ChangeFeed>();
        services.TryAddSingleton<IAuditLog, AuditLog>();
        services.TryAddSingleton<Notifier>();
        services.TryAddSingleton(ReleaseOptions.Default);
        services.AddWebhookDelivery();
        services.TryAddTransient<EvidenceCollector>();
        services.TryAddSingleton<ServedPrompts>();
        return services;
    }
}
