/// The words by which the standard sorts software (publiccode.yml, `categories-list`), in the order of the alphabet:
/// those of any of its versions, since a file stays what it was.
public enum Categories {
  public static let all: [String] =
    """
    accounting agile-project-management applicant-tracking application-development appointment-scheduling backup
    billing-and-invoicing blog budgeting business-intelligence business-process-management cad
    call-center-management civic-engagement cloud-management collaboration communications compliance-management
    contact-management content-management crm customer-service-and-support data-analytics data-collection
    data-visualization design design-system digital-asset-management digital-citizenship document-management
    donor-management e-commerce e-signature educational-content email-management email-marketing employee-management
    enterprise-project-management enterprise-social-networking erp event-management facility-management
    feedback-and-reviews-management financial-reporting fleet-management fundraising gamification
    geographic-information-systems government-websites grant-management graphic-design healthcare help-desk hr ide
    identity-management instant-messaging integrated-library-system inventory-management it-asset-management
    it-development it-management it-security it-service-management knowledge-management learning-management-system
    local-government marketing mind-mapping mobile-marketing mobile-payment network-management office online-booking
    online-community other payment-gateway payroll predictive-analysis procurement productivity-suite
    project-collaboration project-management property-management real-estate-management regulations-and-directives
    remote-support resource-management sales-management seo service-desk social-media-management survey
    talent-management task-management taxes-management test-management time-management time-tracking translation
    video-conferencing video-editing visitor-management voip warehouse-management web-collaboration web-conferencing
    website-builder whistleblowing workflow-management
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private static let known = Set(all)

  public static func isKnown(_ word: String) -> Bool { known.contains(word) }
}
